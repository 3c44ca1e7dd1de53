"""What pages write to the log: the route and never a word, an id or a token of the address."""

import logging

import pytest

from app.telemetry import JsonLines
from tests.service.web.browser import SIDES, Browser


def test_pages_log_their_route_and_nothing_of_what_was_sent(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        browser.see("/")
        browser.upload({**SIDES, "suspect": "", "suspect_title": "Quibblewick"})
        browser.see("/inbox?q=Quibblewick")
        browser.see("/shared/Quibblewick")
    written = [JsonLines().format(record) for record in caplog.records if record.name == "app.access"]
    assert len(written) == 4
    assert "Quibblewick" not in "".join(written)
    assert '"/shared/{token}"' in written[-1]
