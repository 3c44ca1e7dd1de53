"""The pairs that the model in use answers wrongly, and which claims of each fail.

The list is exact: a claim that fails and does not stand here fails the test, and so does one that stands here and holds. It is
written by hand, after `python -m tests.golden` (its last lines are this table); `make golden` does not touch it.
"""

from typing import Final

KNOWN_WRONG: Final[dict[str, str]] = {
    "case/independent-quake": "unlikely",
    "house-style/access": "passages unlikely",
    "house-style/border": "unlikely",
    "house-style/clinic": "passages",
    "mixed/update-and-trim": "passages",
    "paraphrased/batteries-reworded": "unlikely",
    "paraphrased/bees-retold": "unlikely",
    "paraphrased/bread-retold": "label",
    "paraphrased/column-retold": "label",
    "paraphrased/earnings-reworded": "label passages unlikely",
    "paraphrased/essay-retold": "label",
    "paraphrased/ferry-retold": "unlikely",
    "paraphrased/flood-reworded": "unlikely",
    "paraphrased/football-retold": "label unlikely",
    "paraphrased/market-retold": "label unlikely",
    "paraphrased/obituary-retold": "label unlikely",
    "paraphrased/refinery-reworded": "unlikely",
    "paraphrased/review-retold": "label",
    "paraphrased/speech-retold": "label",
    "paraphrased/strike-summary": "label",
    "paraphrased/travel-reworded": "unlikely",
    "paraphrased/wildfire-reworded": "unlikely",
    "planted/march": "likely",
    "planted/speech": "likely",
    "spun/cut-and-padded": "label passages likely",
    "spun/dropped-and-exchanged": "passages",
    "spun/own-frame": "likely",
    "spun/phrases-speech": "label",
    "teaser/march": "label",
    "teaser/mine": "unlikely",
    "teaser/strike": "label",
    "template/concert": "unlikely",
    "template/death": "unlikely",
    "template/forecast": "accused unlikely",
    "template/markets": "unlikely",
    "template/police": "unlikely",
    "template/pollen": "unlikely",
    "template/property": "accused unlikely",
    "template/quake": "unlikely",
    "template/results": "unlikely",
    "template/roadworks": "unlikely",
}
