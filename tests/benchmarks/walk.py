"""`make page-walk`: from a batch of 200 to its ten worst decided, by keyboard alone: key presses and seconds.

The service, the queue, Chromium and the keys are real; nothing is clicked. What it ends with is checked: the ten decided
reports must be those whose probability of spun is the highest. Exit code 1 when they are not.
"""

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from playwright.sync_api import Page, sync_playwright

from app.detector import Detector
from tests.benchmarks.pairs import prose_pair, swapped
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.contract.served import ROOT, Served, served
from tests.waiting import PATIENCE_MILLISECONDS, wait_until

_MOST_SWAPPED = 0.5  # of the content words; every other pair is an honest copy
_NAME = "Ann"
_IS_WORST = "Open, likeliest spun first"
_FOCUSED = "document.activeElement.textContent.trim()"
_MAX_TABS = 60


class Keyboard:
    """A page's keys, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.n_pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.n_pressed += 1

    def tab_to(self, words: str) -> None:
        """Tabs to the link or button of these words.

        Raises: RuntimeError: it cannot be reached.
        """
        for _ in range(_MAX_TABS):
            self.press("Tab")
            if self.page.evaluate(_FOCUSED) == words:
                return
        raise RuntimeError(f"no {words!r} within {_MAX_TABS} tabs of {self.page.url}")

    def to_a_new_page(self, key: str) -> None:
        """Presses a key that opens another page, and waits until it can be used."""
        with self.page.expect_navigation(wait_until="load"):
            self.press(key)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.walk", description=__doc__)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--decide", type=int, default=10, help="how many of the worst are decided")
    parser.add_argument("--words", type=int, default=800, help="words a side")
    options = parser.parse_args()
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        service = running.enter_context(served(folder, require_keys="auto", rate_limit_requests="0"))
        batch = _answered(service, _lines(options.pairs, options.words))
        browser = running.enter_context(sync_playwright()).chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        n_keys, seconds = _walk(page, service.url, options.decide)
        browser.close()
        print(f"the {options.decide} worst of {options.pairs} decided: {n_keys} key presses, {seconds:.1f} s")
        return _judged(service, batch, options.decide)


def _lines(n_pairs: int, n_words: int) -> bytes:
    """Pairs of one article; every other suspect has more and more of its words swapped, in no order."""
    lexicon = Detector.load(ROOT / "models", ROOT / "data" / "lexicon").lexicon
    reference = prose_pair(n_words, lexicon).reference
    rng = np.random.default_rng(n_pairs)
    shares = np.where(np.arange(n_pairs) % 2, 0.0, rng.random(n_pairs) * _MOST_SWAPPED)
    suspects = [swapped(reference, lexicon, rng, share) for share in shares.tolist()]
    sides = [{"reference": {"text": reference}, "suspect": {"text": suspect}} for suspect in suspects]
    return b"".join(json.dumps(side).encode() + b"\n" for side in sides)


def _answered(service: Served, lines: bytes) -> str:
    """The id of a batch whose pairs are all compared."""
    with service.client() as client:
        headers = {"Content-Type": "application/x-ndjson"}
        address = client.post("/batches", content=lines, headers=headers).raise_for_status().headers["Location"]
        wait_until(lambda: client.get(address).json()["finished_at"] is not None)
        return str(client.get(address).json()["id"])


def _walk(page: Page, url: str, n_decided: int) -> tuple[int, float]:
    """Key presses and seconds from the inbox until so many are decided; the first decision needs a name."""
    keyboard = Keyboard(page)
    page.goto(f"{url}/inbox")
    began = time.perf_counter()
    keyboard.tab_to(_IS_WORST)
    keyboard.to_a_new_page("Enter")
    keyboard.to_a_new_page("n")
    keyboard.press("c", "Enter")  # the name is missing: it gets the focus
    keyboard.press(*_NAME)
    keyboard.to_a_new_page("Enter")
    for _ in range(n_decided - 1):
        keyboard.press("c")
        keyboard.to_a_new_page("Enter")
    return keyboard.n_pressed, time.perf_counter() - began


def _judged(service: Served, batch: str, n_decided: int) -> int:
    """0 when the decided reports are those with the highest probability of spun."""
    with service.client() as client:
        results = map(json.loads, client.get(f"/batches/{batch}/results").raise_for_status().text.splitlines())
        spun = {str(line["page"]).removeprefix("/reports/"): line["report"]["probabilities"]["spun"] for line in results}
        decided = [json.loads(line)["report"] for line in client.get("/inbox/decisions.jsonl").text.splitlines()]
    worst = sorted(spun.values(), reverse=True)[:n_decided]
    if sorted((spun[each] for each in decided), reverse=True) == worst:
        return 0
    print(f"decided were {decided}, which are not the worst", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
