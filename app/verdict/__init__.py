"""Room `verdict`: probabilities become labels, with thresholds from the model's manifest and reasons an editor can read."""

from app.verdict.alerts import document_alerts
from app.verdict.judging import judge
from app.verdict.types import Alert, Judgement, Label, Verdict

__all__ = ["Alert", "Judgement", "Label", "Verdict", "document_alerts", "judge"]
