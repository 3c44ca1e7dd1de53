"""Training: from corpora to a model folder, and its measures. An edge: it may use every room; nothing in the core knows it."""

from app.training.ablation import ablate
from app.training.cards import write_card
from app.training.corpora import CorpusMissing
from app.training.evaluation import evaluate
from app.training.finder_runs import train_finder
from app.training.gate import print_checks, run_gate
from app.training.honesty import assure
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
from app.training.runs import Recipe, train
from app.training.subjects import Subject, keep_subject, measure_subject

__all__ = [
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
    "evaluate",
    "keep_subject",
    "measure_as_json",
    "measure_as_table",
    "measure_detections",
    "measure_folders",
    "measure_subject",
    "print_checks",
    "read_pan_xml",
    "read_sources",
    "run_gate",
    "train",
    "train_finder",
    "write_card",
]
