"""Training: from corpora to a model folder, and its measures. An edge: it may use every room; nothing in the core knows it."""

from app.training.cards import write_card
from app.training.corpora import CorpusMissing
from app.training.evaluation import evaluate
from app.training.lexicon_packs import build, read_sources
from app.training.model_files import add_metrics
from app.training.runs import Recipe, train

__all__ = ["CorpusMissing", "Recipe", "add_metrics", "build", "evaluate", "read_sources", "train", "write_card"]
