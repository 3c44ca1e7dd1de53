"""Training: from corpora to a model folder, and its measures. An edge: it may use every room; nothing in the core knows it."""

from app.training.ablation import ablate
from app.training.cards import write_card
from app.training.corpora import CorpusMissing
from app.training.evaluation import evaluate
from app.training.finder_runs import train_finder
from app.training.gate import print_checks, run_gate
from app.training.honesty import assure
from app.training.labels import labels_as_text
from app.training.lexicon_coverage import write_coverage
from app.training.lexicon_english import enter_english
from app.training.lexicon_packs import build, read_sources
from app.training.model_files import add_assurance, add_metrics
from app.training.pan_xml import Case, read_pan_xml
from app.training.pictures import draw_pictures
from app.training.plagdet import (
    FolderMeasure,
    Plagdet,
    measure_as_json,
    measure_as_table,
    measure_detections,
    measure_folders,
)
from app.training.retelling_weights import fit_retellings
from app.training.robustness import PARTS, measure_robustness, print_robustness
from app.training.runs import Recipe, train
from app.training.spinners import STYLES, load_style, spin, swap_lines
from app.training.subjects import Subject, keep_subject, measure_subject

__all__ = [
    "PARTS",
    "STYLES",
    "Case",
    "CorpusMissing",
    "FolderMeasure",
    "Plagdet",
    "Recipe",
    "Subject",
    "ablate",
    "add_assurance",
    "add_metrics",
    "assure",
    "build",
    "draw_pictures",
    "enter_english",
    "evaluate",
    "fit_retellings",
    "keep_subject",
    "labels_as_text",
    "load_style",
    "measure_as_json",
    "measure_as_table",
    "measure_detections",
    "measure_folders",
    "measure_robustness",
    "measure_subject",
    "print_checks",
    "print_robustness",
    "read_pan_xml",
    "read_sources",
    "run_gate",
    "spin",
    "swap_lines",
    "train",
    "train_finder",
    "write_card",
    "write_coverage",
]
