"""Honest changes: what desks, scanners, typists and machines do to a text without hiding where it comes from.

In: an article, randomness, a rate. Out: a reference and a suspect that must never be called spun. Every word list is our
own; the articles are the corpora's, so nothing made here is ever written into the repository.
"""

from app.training.examples.honest.changes import COPY_EDITS, HONEST_CHANGES
from app.training.examples.honest.further_changes import UNTAUGHT_CHANGES
from app.training.examples.honest.pairs import CORPUS, honest_change_examples, taught
from app.training.examples.honest.types import NOISE_RATES, ChangeFamily, ChangeSource, Edit, HonestChange, HonestPair

__all__ = [
    "COPY_EDITS",
    "CORPUS",
    "HONEST_CHANGES",
    "NOISE_RATES",
    "UNTAUGHT_CHANGES",
    "ChangeFamily",
    "ChangeSource",
    "Edit",
    "HonestChange",
    "HonestPair",
    "honest_change_examples",
    "taught",
]
