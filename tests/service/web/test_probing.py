"""The page of the robustness check: what it draws, and how what is wrong comes back."""

import html
import re

from app.probing import MEANINGS, MOST_CHARACTERS
from tests.service.web.browser import SIDES, Browser


def _words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_an_article_is_spun_in_every_way_and_each_is_shown(browser: Browser) -> None:
    answer = browser.send("/probe", {"article": SIDES["reference"]})
    assert answer.status_code == 200, answer.text
    words = _words(answer.text)
    for meaning in MEANINGS.values():
        assert meaning.capitalize() in words
    assert "Called spun from 10 % on" in words
    assert "50 % swapped" in words
    assert answer.text.count('<svg class="probe-chart"') == len(MEANINGS)


def test_an_article_that_is_too_short_says_so(browser: Browser) -> None:
    words = _words(browser.send("/probe", {"article": "Too short, <b>Ann</b>."}).text)
    assert "Not measured" in words
    assert "too short" in words


def test_a_probe_keeps_nothing(browser: Browser) -> None:
    before = browser.see("/inbox").text.count("/reports/")
    browser.send("/probe", {"article": SIDES["reference"]})
    assert browser.see("/inbox").text.count("/reports/") == before


def test_an_empty_probe_comes_back(browser: Browser) -> None:
    answer = browser.send("/probe", {"article": "  "})
    assert answer.status_code == 422
    assert "Paste an article" in answer.text


def test_an_article_over_the_limit_comes_back_with_what_was_typed(browser: Browser) -> None:
    answer = browser.send("/probe", {"article": "<wall> " * (MOST_CHARACTERS // 7 + 1)})
    assert answer.status_code == 422
    assert "over this check" in _words(answer.text)
    assert "&lt;wall&gt;" in answer.text
