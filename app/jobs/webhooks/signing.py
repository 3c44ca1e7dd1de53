"""Signatures of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, one for each live secret."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

from app import store


def signed_headers(webhook_id: str, timestamp: int, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """The three headers of an attempt made at `timestamp` (whole seconds since 1970); `secrets` are `whsec_…`."""
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(sign(webhook_id, timestamp, body, secret) for secret in secrets),
    }


def sign(webhook_id: str, timestamp: int, body: bytes, secret: str) -> str:
    """`v1,` and the signature in base64."""
    key = base64.b64decode(secret.removeprefix(store.endpoints.SECRET_PREFIX))
    digest = hmac.new(key, f"{webhook_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
