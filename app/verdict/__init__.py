"""Room `verdict`: probabilities become labels, with thresholds from the model's manifest and reasons an editor can read."""

from app.verdict.alerts import document_alerts
from app.verdict.alternatives import weigh_alternatives
from app.verdict.judging import Borne, Thresholds, bear, bounded, judge
from app.verdict.matched_alone import Classes, as_matched, asks_passages_alone
from app.verdict.said import as_said
from app.verdict.second_look import seen_again
from app.verdict.told_apart import JudgedStretch, is_open, log_odds, told_values
from app.verdict.types import Alert, Alternative, Judgement, Label, Verdict

__all__ = [
    "Alert",
    "Alternative",
    "Borne",
    "Classes",
    "JudgedStretch",
    "Judgement",
    "Label",
    "Thresholds",
    "Verdict",
    "as_matched",
    "as_said",
    "asks_passages_alone",
    "bear",
    "bounded",
    "document_alerts",
    "is_open",
    "judge",
    "log_odds",
    "seen_again",
    "told_values",
    "weigh_alternatives",
]
