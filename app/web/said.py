"""What pages say at more than one place."""

from typing import Final

NO_LINK: Final = "There is no link of this id to the report."
NOTHING_LEFT_OUT: Final = "There is nothing of this id left out of the report."
ADDRESS_ALTERED: Final = "The address of this page was altered."
KEPT_WITHOUT_TEXTS: Final = "This report was kept without its texts, so it cannot be compared again."
UNDECIDED_SOURCE: Final = "Undecided whether it comes from the first of these articles."
