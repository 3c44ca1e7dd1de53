"""The pairs that the model in use answers wrongly, and which claims of each fail.

The list is exact: a claim that fails and does not stand here fails the test, and so does one that stands here and holds. It is
written by hand, after `python -m tests.golden` (its last lines are this table); `make golden` does not touch it.
"""

from typing import Final

KNOWN_WRONG: Final[dict[str, str]] = {
    "update-long/avalanche": "label accused passages unlikely",
    "update-long/bus": "label accused passages unlikely",
    "update-long/election": "label accused passages unlikely",
    "update-long/ferry": "label accused passages unlikely",
    "update-long/flood": "label accused passages unlikely",
    "update-long/march": "label accused passages unlikely",
    "update-long/measles": "label accused passages unlikely",
    "update-long/mine": "label accused passages unlikely",
    "update-long/refinery": "label accused passages unlikely",
    "update-long/strike": "label accused passages unlikely",
    "update-long/tunnel": "label accused passages unlikely",
    "update-long/wildfire": "label accused passages unlikely",
    "update-words/avalanche": "label accused passages unlikely",
    "update-words/bus": "label accused passages unlikely",
    "update-words/election": "label accused passages unlikely",
    "update-words/ferry": "label accused passages unlikely",
    "update-words/flood": "label accused passages unlikely",
    "update-words/march": "label accused passages unlikely",
    "update-words/measles": "label accused passages unlikely",
    "update-words/mine": "label accused passages unlikely",
    "update-words/refinery": "label accused passages unlikely",
    "update-words/strike": "label accused passages unlikely",
    "update-words/tunnel": "label accused passages unlikely",
    "update-words/wildfire": "label accused passages unlikely",
}
