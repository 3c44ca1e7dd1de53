"""The retry table: times by a clock that does not move by itself."""

import pytest

from app.jobs.webhooks.attempts import AttemptOutcome
from app.jobs.webhooks.options import WebhookOptions
from app.jobs.webhooks.schedule import RETRY_DELAYS, reason_to_disable, settle
from app.jobs.webhooks.sending import read_retry_after
from app.store import DeliveryState, DueDelivery, Message, Turn
from app.store.endpoints import Endpoint

NOW = 1_000_000.0
DAY = 86_400.0


def due(tries: int = 0) -> DueDelivery:
    endpoint = Endpoint("ep_1", "local", "https://example.com/", ("job.finished",), (), NOW)
    return DueDelivery(Turn("msg_1", "ep_1", NOW), endpoint, Message("job.finished", b"{}"), tries + 1, tries)


FAILURE = AttemptOutcome(500, "answered with 500")


def test_the_table_spans_about_a_day_and_every_delay_is_longer_than_the_one_before() -> None:
    assert 0.9 * DAY < sum(RETRY_DELAYS) < 1.1 * DAY
    assert list(RETRY_DELAYS) == sorted(set(RETRY_DELAYS))


@pytest.mark.parametrize(("tries", "delay"), list(enumerate(RETRY_DELAYS)))
def test_each_delay_is_the_tables_within_its_jitter(tries: int, delay: float) -> None:
    times = [settle(due(tries), FAILURE, now=NOW, chance=chance).next_at for chance in (0.0, 0.5, 1.0)]
    assert times == pytest.approx([NOW + 0.8 * delay, NOW + delay, NOW + 1.2 * delay])


def test_after_the_last_row_of_the_table_it_has_failed() -> None:
    settled = settle(due(len(RETRY_DELAYS)), FAILURE, now=NOW, chance=0.5)
    assert (settled.state, settled.next_at, settled.disable_because) == (DeliveryState.FAILED, None, None)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_sent(status: int) -> None:
    assert settle(due(), AttemptOutcome(status), now=NOW, chance=0.5).state is DeliveryState.SENT


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 409, 422, 429, 500, 502, 503, 504])
def test_anything_else_is_tried_again(status: int) -> None:
    assert settle(due(), AttemptOutcome(status, "x"), now=NOW, chance=0.5).state is DeliveryState.DUE


def test_410_ends_the_delivery_and_the_endpoint() -> None:
    settled = settle(due(), AttemptOutcome(410, "x"), now=NOW, chance=0.5)
    assert settled.state is DeliveryState.FAILED
    assert settled.disable_because == "the receiver answered 410 Gone"


@pytest.mark.parametrize("chance", [0.0, 0.5, 0.99])
def test_retry_after_is_never_undercut(chance: float) -> None:
    next_at = settle(due(), AttemptOutcome(429, "x", retry_after=600.0), now=NOW, chance=chance).next_at
    assert next_at is not None
    assert NOW + 600 <= next_at <= NOW + 720


def test_retry_after_can_ask_for_a_day_at_most_and_never_hastens() -> None:
    late = settle(due(), AttemptOutcome(503, "x", retry_after=1e9), now=NOW, chance=0.0).next_at
    assert late == NOW + DAY
    soon = settle(due(5), AttemptOutcome(503, "x", retry_after=1.0), now=NOW, chance=0.5).next_at
    assert soon == NOW + RETRY_DELAYS[5]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0), (" 7 ", 7.0), ("0", 0.0), ("Thu, 01 Jan 1970 00:02:00 GMT", 20.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("", None), ("soon", None), ("-1", None), ("1.5", None), ("9" * 30, None),
        ("Thu, 99 Jan 1970 00:00:00 GMT", None), ("inf", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    assert read_retry_after(header, 100.0) == seconds


def test_an_endpoint_is_given_up_after_five_days_without_a_success() -> None:
    options = WebhookOptions()
    assert reason_to_disable(None, options, now=NOW) is None
    assert reason_to_disable(NOW - 5 * DAY + 1, options, now=NOW) is None
    assert reason_to_disable(NOW - 5 * DAY, options, now=NOW) == "no attempt has succeeded for 5 days"
