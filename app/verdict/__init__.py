"""Room `verdict`: probabilities become labels, with thresholds from the model's manifest and reasons an editor can read."""

from app.verdict.alerts import document_alerts
from app.verdict.alternatives import weigh_alternatives
from app.verdict.judging import Thresholds, bounded, judge
from app.verdict.second_look import seen_again
from app.verdict.types import Alert, Alternative, Judgement, Label, Verdict

__all__ = [
    "Alert",
    "Alternative",
    "Judgement",
    "Label",
    "Thresholds",
    "Verdict",
    "bounded",
    "document_alerts",
    "judge",
    "seen_again",
    "weigh_alternatives",
]
