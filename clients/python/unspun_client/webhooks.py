"""What the service sends to a receiver: `verify_webhook` says whether it is from the service, and reads it."""

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from unspun_client.failures import UnspunError

TOLERANCE_SECONDS: Final = 300.0


class WebhookRefused(UnspunError):
    """The message is not from the service, or too old: answer 401."""


@dataclass(frozen=True, slots=True)
class Event:
    """A message; `id` is the same for every attempt, so that one that comes twice is known. It holds no text."""

    id: str
    type: str
    data: Mapping[str, Any]
    raw: Mapping[str, Any]


def verify_webhook(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: float | None = None, tolerance: float = TOLERANCE_SECONDS
) -> Event:
    """The event of a message (Standard Webhooks); while a secret is rotated, `secret` may be two with a blank between.

    Raises: WebhookRefused.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    message_id, written, signatures = (sent.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not (message_id and written.isascii() and written.isdigit()):
        raise WebhookRefused("the message has no id or no time")
    if abs((time.time() if now is None else now) - int(written)) > tolerance:
        raise WebhookRefused("the message is too old, or from the future")
    signed = f"{message_id}.{written}.".encode() + body
    expected = [_signature(each, signed) for each in secret.split()]
    if not any(hmac.compare_digest(mine.encode(), theirs.encode()) for mine in expected for theirs in signatures.split()):
        raise WebhookRefused("no signature of the message is the secret's")
    event = json.loads(body)
    return Event(message_id, event["type"], event["data"], event)


def _signature(secret: str, signed: bytes) -> str:
    """Raises: ValueError: what was given is no secret."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise ValueError("a secret begins with whsec_ and goes on in base64") from None
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
