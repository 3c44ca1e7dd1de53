"""Signatures, as the reference library of Standard Webhooks sees them."""

import base64
import time

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from app.jobs.webhooks.signing import sign, signed_headers
from app.store.endpoints import new_secret

BODY = b'{"type":"job.finished","data":{"id":"j_1"}}'
OLD, NEW = new_secret().value, new_secret().value


def headers(*secrets: str, at: float | None = None) -> dict[str, str]:
    return signed_headers("msg_1", int(time.time() if at is None else at), BODY, secrets)


def test_the_reference_library_verifies_ours() -> None:
    assert Webhook(NEW).verify(BODY, headers(NEW))["data"] == {"id": "j_1"}


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_while_rotating_both_secrets_verify(secret: str) -> None:
    assert Webhook(secret).verify(BODY, headers(NEW, OLD))


def test_a_wrong_secret_does_not_verify() -> None:
    with pytest.raises(WebhookVerificationError, match="No matching signature"):
        Webhook(OLD).verify(BODY, headers(NEW))


@pytest.mark.parametrize("seconds", [-301, 301])
def test_an_old_or_early_timestamp_does_not_verify(seconds: int) -> None:
    with pytest.raises(WebhookVerificationError, match="timestamp too"):
        Webhook(NEW).verify(BODY, headers(NEW, at=time.time() + seconds))


@pytest.mark.parametrize("changed", [BODY + b" ", BODY.replace(b"j_1", b"j_2"), b"{}"])
def test_a_changed_body_does_not_verify(changed: bytes) -> None:
    with pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify(changed, headers(NEW))


@pytest.mark.parametrize(("name", "value"), [("webhook-id", "msg_2"), ("webhook-timestamp", str(int(time.time()) - 1))])
def test_a_changed_header_does_not_verify(name: str, value: str) -> None:
    with pytest.raises(WebhookVerificationError):
        Webhook(NEW).verify(BODY, {**headers(NEW), name: value})


def test_the_example_of_the_specification_is_met() -> None:
    # from the reference library's own tests
    secret, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", b'{"test": 2432232314}'
    assert sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body, secret) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_has_the_length_and_form_of_the_specification() -> None:
    assert NEW.startswith("whsec_")
    assert 24 <= len(base64.b64decode(NEW.removeprefix("whsec_"), validate=True)) <= 64
    assert NEW != OLD
    assert NEW not in repr(new_secret())
