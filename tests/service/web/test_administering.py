"""The operator's page: everybody's keys, work and failed webhooks, for the scope `admin` alone and without a secret."""

import time
from collections.abc import Iterator

import pytest

from app import store
from app.store import Attempt, Database, DeliveryState, KeyScope, KeyWish, Message
from tests.service.web.browser import Browser

NOW = 1_000.0


@pytest.fixture
def failed(database: Database) -> Iterator[str]:
    """The id of a message that was given up."""
    with database.transaction() as tx:
        at = store.endpoints.create(tx, "news", "https://hooks.example/secret-path?token=abc", ["ping"], now=NOW)
        message = store.deliveries.queue(tx, at.id, Message("ping", b"{}"), now=NOW)
        (turn,) = store.deliveries.due(tx, now=NOW, each=1)
        claim = store.deliveries.take(tx, turn)
        assert claim
        store.deliveries.record_attempt(tx, claim, Attempt(NOW, 0.1, 410, "the answer was 410"), state=DeliveryState.FAILED)
    assert message is not None
    yield message
    with database.transaction() as tx:
        store.endpoints.delete(tx, "news", at.id)


def test_keys_are_shown_without_their_secrets(browser: Browser, database: Database) -> None:
    key, secret = store.keys.create(database, KeyWish("cms <b>", frozenset({KeyScope.READ}), name="blog"), now=time.time())
    store.keys.revoke(database, key.id, now=time.time())
    page = browser.see("/admin").text
    assert "cms &lt;b&gt;" in page
    assert key.prefix in page
    assert "revoked" in page
    assert secret.text not in page
    assert secret.hash not in page


def test_a_webhook_that_did_not_arrive_is_shown_with_its_host_alone(browser: Browser, failed: str) -> None:
    page = browser.see("/admin").text
    assert failed in page
    assert "hooks.example" in page
    assert "the answer was 410" in page
    assert "token=abc" not in page
    assert "secret-path" not in page


def test_what_waits_is_shown_with_whose_it_is(browser: Browser) -> None:
    assert "0 pairs waiting" in browser.see("/admin").text
    browser.client.post("/jobs", json={"reference": {"text": "a"}, "suspect": {"text": "b"}})
    page = browser.see("/admin").text
    assert "1 pair waiting" in page
    assert "Nobody works on the queue" in page
    assert ">local</bdi>" in page
