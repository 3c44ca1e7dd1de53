"""When a delivery is tried again, and when no more: the retry table of docs/webhooks.md."""

from dataclasses import dataclass
from typing import Final

from app.jobs.webhooks.attempts import AttemptOutcome
from app.jobs.webhooks.options import WebhookOptions
from app.store import DeliveryState, DueDelivery

_MINUTE, _HOUR, _DAY = 60.0, 3_600.0, 86_400.0

# seconds before each attempt after the first: eleven attempts in about a day
RETRY_DELAYS: Final = (
    5.0, 30.0, 2 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE, 1 * _HOUR, 2 * _HOUR, 4 * _HOUR, 6 * _HOUR, 10 * _HOUR,
)  # fmt: skip
JITTER: Final = 0.2  # each delay is drawn from ±20 % around the table's, so that what failed together does not come together
MAX_RETRY_AFTER: Final = _DAY
_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Settlement:
    """What follows from an outcome: the delivery's state, its next attempt (seconds since 1970), the end of the endpoint."""

    state: DeliveryState
    next_at: float | None = None
    disable_because: str | None = None


def settle(claim: DueDelivery, outcome: AttemptOutcome, *, now: float, chance: float) -> Settlement:
    """The consequence for the delivery; `chance` in [0, 1) places the next attempt inside its jitter."""
    if outcome.is_success:
        return Settlement(DeliveryState.SENT)
    if outcome.status == _GONE:
        return Settlement(DeliveryState.FAILED, disable_because="the receiver answered 410 Gone")
    if claim.tries >= len(RETRY_DELAYS):
        return Settlement(DeliveryState.FAILED)
    delay = RETRY_DELAYS[claim.tries] * (1 - JITTER + 2 * JITTER * chance)
    # the jitter stays on top: receivers tell many senders the same moment
    asked = min(outcome.retry_after or 0.0, MAX_RETRY_AFTER) * (1 + JITTER * chance)
    return Settlement(DeliveryState.DUE, now + max(delay, asked))


def reason_to_disable(failing_since: float | None, options: WebhookOptions, *, now: float) -> str | None:
    """Why an endpoint that has been failing since then gets nothing more, or None."""
    if failing_since is None or now - failing_since < options.disable_after_seconds:
        return None
    days = options.disable_after_seconds / _DAY
    return f"no attempt has succeeded for {days:g} {'day' if days == 1 else 'days'}"
