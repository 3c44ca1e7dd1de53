"""Webhooks by the Standard Webhooks specification: signed, retried over a day, never into our own network."""

from app.jobs.webhooks.addresses import is_allowed, read_target
from app.jobs.webhooks.attempts import AttemptOutcome, Wire
from app.jobs.webhooks.events import PING, Event, event_body
from app.jobs.webhooks.options import AddressPolicy, WebhookOptions
from app.jobs.webhooks.schedule import JITTER, RETRY_DELAYS
from app.jobs.webhooks.sender import Sender, Surroundings, deliver, use_sender

__all__ = [
    "JITTER",
    "PING",
    "RETRY_DELAYS",
    "AddressPolicy",
    "AttemptOutcome",
    "Event",
    "Sender",
    "Surroundings",
    "WebhookOptions",
    "Wire",
    "deliver",
    "event_body",
    "is_allowed",
    "read_target",
    "use_sender",
]
