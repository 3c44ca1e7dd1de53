"""Fitting: examples become tables, tables a model folder with manifest, probes and figures out of fold.

In: `Example`s and a `Recipe`. Out: a folder that `Model.load` takes.
"""

from app.training.fitting.detectors import detector_of
from app.training.fitting.drawn_examples import Recipe
from app.training.fitting.estimators import Calibrated, boosted, fit_swaps
from app.training.fitting.folds import folds_of, hash_of
from app.training.fitting.kinds import drawn_of_each, kind_of
from app.training.fitting.metrics import (
    N_BINS,
    NEAR,
    calibration_error,
    call_rates,
    f1_scores,
    gap,
    interval,
    matches,
    rate,
    reliability,
    swap_figures,
)
from app.training.fitting.model_files import add_assurance, add_metrics, commit_name, write_json, write_model
from app.training.fitting.monotonic import fit_company
from app.training.fitting.pair_tables import LEXICON, MeasuredPair, measure_all, pair_table
from app.training.fitting.retelling_weights import fit_retellings
from app.training.fitting.runs import BUILD, Tables, kept_tables, substitution_figures, train
from app.training.fitting.said_odds import fit_said_odds
from app.training.fitting.stacks import (
    Fitted,
    Gold,
    Stacked,
    SwapJudges,
    alone_by,
    blanked,
    fit,
    fit_articles,
    fit_passages,
    gold_of,
    judge_swaps,
)
from app.training.fitting.telling_weights import fit_telling
from app.training.fitting.thresholds import honest_limit

__all__ = [
    "BUILD",
    "LEXICON",
    "NEAR",
    "N_BINS",
    "Calibrated",
    "Fitted",
    "Gold",
    "MeasuredPair",
    "Recipe",
    "Stacked",
    "SwapJudges",
    "Tables",
    "add_assurance",
    "add_metrics",
    "alone_by",
    "blanked",
    "boosted",
    "calibration_error",
    "call_rates",
    "commit_name",
    "detector_of",
    "drawn_of_each",
    "f1_scores",
    "fit",
    "fit_articles",
    "fit_company",
    "fit_passages",
    "fit_retellings",
    "fit_said_odds",
    "fit_swaps",
    "fit_telling",
    "folds_of",
    "gap",
    "gold_of",
    "hash_of",
    "honest_limit",
    "interval",
    "judge_swaps",
    "kept_tables",
    "kind_of",
    "matches",
    "measure_all",
    "pair_table",
    "rate",
    "reliability",
    "substitution_figures",
    "swap_figures",
    "train",
    "write_json",
    "write_model",
]
