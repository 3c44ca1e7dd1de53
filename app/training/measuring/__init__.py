"""Measuring: what a model says of the dev sets, and whether it may take another one's place.

In: a model folder and the corpora. Out: figures, pictures, the card; the checks of the gate.
"""

from app.training.measuring.ablation import ablate
from app.training.measuring.cards import write_card
from app.training.measuring.evaluation import evaluate
from app.training.measuring.gate import print_checks, run_gate
from app.training.measuring.honesty import assure
from app.training.measuring.pictures import draw_pictures
from app.training.measuring.robustness import PARTS, measure_robustness, print_robustness
from app.training.measuring.subjects import Subject, keep_subject, measure_subject

__all__ = [
    "PARTS",
    "Subject",
    "ablate",
    "assure",
    "draw_pictures",
    "evaluate",
    "keep_subject",
    "measure_robustness",
    "measure_subject",
    "print_checks",
    "print_robustness",
    "run_gate",
    "write_card",
]
