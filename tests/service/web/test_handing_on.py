"""Handing on: every form of export, and links that open one report until they expire or are withdrawn."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import store
from app.store import Database, Link, ReportPlace
from app.views import printing
from app.web import LinkSigner
from tests.service.web.browser import SIDES, TITLES, Browser
from tests.waiting import PATIENCE, wait_until

TEXT_FORMS = {"html": b"<!doctype html>", "json": b'{"version"', "pan.xml": b"<?xml"}


def link(browser: Browser, path: str, **form: str) -> str:
    browser.see(path)
    assert browser.send(f"{path}/links", {"days": "3", "name": "Ann", **form}).status_code == 303
    found = re.search(r'href="(/shared/[^"]+)"', browser.see(path).text)
    assert found
    return found[1]


@pytest.mark.parametrize("form", ["html", "docx", "csv", "json", "pan.xml"])
def test_a_report_is_a_file_in_every_form(browser: Browser, form: str) -> None:
    path = browser.compare()
    answer = browser.client.get(f"{path}/export/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="unspun-{path.rsplit("/", 1)[1]}.{form}"'
    assert answer.content.startswith(TEXT_FORMS.get(form, b""))


def test_there_is_no_other_form(browser: Browser) -> None:
    assert browser.client.get(f"{browser.compare()}/export/exe").status_code == 404


def test_pan_xml_names_the_reused_passages(browser: Browser) -> None:
    path = browser.compare()
    report = browser.client.get(f"{path}/export/json").json()
    content = browser.client.get(f"{path}/export/pan.xml").text
    assert content.count("<feature") == len(report["passages"]) > 0


def test_a_link_opens_its_report_without_an_account(browser: Browser) -> None:
    path = browser.compare()
    address = link(browser, path)
    browser.client.cookies.clear()
    answer = browser.client.get(address)
    assert answer.status_code == 200
    assert "reconstruct" in answer.text
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "<form" not in answer.text
    assert browser.client.get(f"{address}/export/html").content.startswith(b"<!doctype html>")
    assert browser.client.get(f"{address}/export/json").status_code == 404


def test_a_redacted_link_shows_no_word_that_is_not_matched(browser: Browser) -> None:
    path = browser.compare(suspect=f"{SIDES['suspect']}\n\nQuibblewick sold marmalade to nobody but himself that year.")
    whole, redacted = link(browser, path), link(browser, path, redacted="yes")
    assert "Quibblewick" in browser.client.get(whole).text
    for address in (redacted, f"{redacted}/export/html"):
        answer = browser.client.get(address)
        assert answer.status_code == 200
        assert "Quibblewick" not in answer.text
        assert "reconstruct" in answer.text
        assert TITLES["suspect_title"] not in answer.text


def test_a_pdf_comes_or_the_page_says_what_is_missing(browser: Browser) -> None:
    answer = browser.client.get(f"{browser.compare()}/export/pdf")
    assert (answer.status_code, answer.content[:4]) in {(200, b"%PDF"), (503, b"<!do")}


def test_a_pdf_that_costs_too_much_is_refused_on_a_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    path = browser.compare()
    monkeypatch.setattr(printing, "SECONDS", 0)
    answer = browser.client.get(f"{path}/export/pdf")
    assert answer.status_code == 413
    assert "HTML and the Word file hold the same" in answer.text


WRITER_THAT_IS_ALONE = """
import pathlib, sys, time
folder = pathlib.Path({folder!r})
(folder / "at work").touch(exist_ok=False)
while not (folder / "go").exists():
    time.sleep(0.02)
(folder / "at work").unlink()
sys.stdout.buffer.write(b"%PDF")
"""


def test_pdfs_are_laid_out_one_at_a_time_and_comparisons_go_on(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = browser.compare()
    (writer := tmp_path / "writer.py").write_text(WRITER_THAT_IS_ALONE.format(folder=str(tmp_path)))
    monkeypatch.setattr(printing, "_WRITER", writer)
    with ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(browser.client.get, f"{path}/export/pdf") for _ in range(2)]
        wait_until((tmp_path / "at work").exists)
        assert browser.client.get(f"{path}/export/csv").status_code == 200
        assert not any(answer.done() for answer in waiting)
        (tmp_path / "go").touch()
        assert {answer.result(PATIENCE).status_code for answer in waiting} == {200}


CHANGES: list[Callable[[str], str]] = [lambda t: t[:-1], lambda t: t[::-1], lambda _: "x", lambda t: f"{t}.x"]


@pytest.mark.parametrize("change", CHANGES)
def test_an_altered_link_is_not_found(browser: Browser, change: Callable[[str], str]) -> None:
    address = link(browser, browser.compare())
    altered = change(address.rsplit("/", 1)[1])
    answer = browser.see(f"/shared/{altered}")
    assert answer.status_code == 404
    assert "Marrow Bay" not in answer.text


def test_a_withdrawn_link_is_gone(browser: Browser) -> None:
    path = browser.compare()
    address = link(browser, path)
    withdrawn = re.search(r'action="([^"]+/links/[^"]+/withdraw)"', browser.last)
    assert withdrawn
    assert browser.send(withdrawn[1], {}).status_code == 303
    assert browser.see(address).status_code == 410
    assert "withdrawn" in browser.see(path).text


def test_an_expired_link_is_gone(browser: Browser, database: Database) -> None:
    name, now = browser.compare().rsplit("/", 1)[1], time.time()
    token = LinkSigner(store.service_secrets.shared(database, "links")).sign(name, expires_at=now - 1, is_redacted=False)
    with database.transaction() as tx:
        store.links.add(tx, Link("l_expired", ReportPlace(name), token, False, "Ann", now - 10, now - 1))
    answer = browser.see(f"/shared/{token}")
    assert answer.status_code == 410
    assert "Marrow Bay" not in answer.text
    assert "expired, made by Ann" in browser.see(f"/reports/{name}").text


def test_a_link_signed_with_another_secret_is_not_found(browser: Browser) -> None:
    path = browser.compare()
    forged = LinkSigner("x" * 40).sign(path.rsplit("/", 1)[1], expires_at=time.time() + 1_000, is_redacted=False)
    assert browser.see(f"/shared/{forged}").status_code == 404


@pytest.mark.parametrize("days", ["0", "31", "-1", "1.5", "", "many"])
def test_a_link_lives_for_some_days_and_not_for_ever(browser: Browser, days: str) -> None:
    path = browser.compare()
    assert browser.send(f"{path}/links", {"days": days}).status_code == 422
