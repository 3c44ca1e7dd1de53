"""`make page-bench`: the editors' page of two long articles.

Prints what drawing it takes, bytes, nodes at first paint, first paint on loopback, the next-substitution key, memory. Beside the
times by the clock stand those of a processor: on a busy machine the clock says how busy it is.
"""

import argparse
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

import httpx2
import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from app.detector import Detector
from app.report import Report, build_report
from app.text import read_text
from app.views import draw_evidence, draw_page
from tests.benchmarks.pairs import Pair, prose_pair, swapped
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.contract.served import ROOT, served
from tests.waiting import PATIENCE, PATIENCE_MILLISECONDS, wait_until

_SWAPPED = 0.45  # of the content words: some 2,000 substitutions in 10,000 words
_READ = """() => {
  const { responseStart, domInteractive } = performance.getEntriesByType("navigation")[0];
  return [responseStart, domInteractive];
}"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
_NODES = """() => {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let n = 1;
  while (walker.nextNode()) n += 1;
  return [document.getElementsByTagName("*").length, n];
}"""
# from the key until the browser has laid out what it changed, and until the frame after it has begun
_PRESS = """async (n) => {
  const times = [];
  for (let k = 0; k < n; k += 1) {
    const began = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true }));
    document.activeElement.getBoundingClientRect();
    const laidOut = performance.now() - began;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push([laidOut, performance.now() - began]);
  }
  return times;
}"""


class MainThread:
    """The processor's time that a page's main thread has taken for its tasks."""

    def __init__(self, page: Page) -> None:
        self._inspector = page.context.new_cdp_session(page)
        self._inspector.send("Performance.enable", {"timeDomain": "threadTicks"})

    def milliseconds(self) -> float:
        metrics = self._inspector.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration") * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.page", description=__doc__)
    parser.add_argument("--words", type=int, default=10_000, help="words a side")
    parser.add_argument("--presses", type=int, default=200, help="how often the key is pressed")
    options = parser.parse_args()
    detector = Detector.load(ROOT / "models", ROOT / "data" / "lexicon")
    reference = prose_pair(options.words, detector.lexicon).reference
    pair = Pair("prose", reference, swapped(reference, detector.lexicon, np.random.default_rng(options.words), _SWAPPED))
    report = build_report(detector.compare(read_text(pair.reference), read_text(pair.suspect)))
    print(f"{report.reference.words:,} and {report.suspect.words:,} words, {len(report.substitutions):,} substitutions")
    _print_drawing(report)
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        service = running.enter_context(served(folder, require_keys="auto"))
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        _print_page(browser, service.url + _stored(service.url, pair), options.presses)
        browser.close()


def _print_drawing(report: Report) -> None:
    draw_evidence(report, more="/report")  # reads the templates
    times = []
    for _ in range(5):
        began = time.process_time()
        drawn = draw_evidence(report, more="/report")
        times.append(time.process_time() - began)
    n_bytes, as_file = len(drawn.encode()), len(draw_page(report).encode())
    print(f"drawn in {median(times) * 1e3:,.0f} ms of a processor, {n_bytes:,} bytes; as a file {as_file:,} bytes")


def _stored(url: str, pair: Pair) -> str:
    """The path of the report's page."""
    with httpx2.Client(base_url=url, timeout=PATIENCE) as client:
        sides = {"reference": {"text": pair.reference}, "suspect": {"text": pair.suspect}}
        job = client.post("/jobs", json=sides).raise_for_status().headers["Location"]
        wait_until(lambda: client.get(job).json()["state"] == "done")
        return str(client.get(job).json()["page"])


def _print_page(browser: Browser, address: str, n_presses: int) -> None:
    for name in ("first visit", "again"):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        thread = MainThread(page)
        page.goto(address, wait_until="commit")
        wait_until(partial(_is_painted, page))
        busy = thread.milliseconds()
        page.wait_for_load_state()
        first, whole = page.evaluate(_READ)
        painted = page.evaluate(_PAINTED)
        n_elements, n_nodes = page.evaluate(_NODES)
        print(f"{name}: first paint {painted:,.0f} ms (first byte {first:,.0f} ms, all read {whole:,.0f} ms)")
        print(f"{name}: {busy:,.0f} ms of the browser's processor until then")
        print(f"{name}: {n_nodes:,} nodes, {n_elements:,} of them elements")
        if name == "again":
            _print_work_of_keys(page, thread, n_presses)  # while the rest of the texts comes
            _print_keys(page, n_presses)
            _print_memory(browser, page)
        page.close()


def _is_painted(page: Page) -> bool:
    return bool(page.evaluate(_PAINTED) > 0)


def _print_keys(page: Page, n_presses: int) -> None:
    times = page.evaluate(_PRESS, n_presses)
    for name, values in (("laid out", [one[0] for one in times]), ("next frame", [one[1] for one in times])):
        print(f"next substitution, {name}: median {median(values):.1f} ms, worst of {n_presses} {max(values):.1f} ms")


def _print_work_of_keys(page: Page, thread: MainThread, n_presses: int) -> None:
    times = []
    for _ in range(n_presses):
        before = thread.milliseconds()
        page.evaluate(_PRESS, 1)
        times.append(thread.milliseconds() - before)
    print(f"next substitution, of a processor: median {median(times):.1f} ms, worst of {n_presses} {max(times):.1f} ms")


def _print_memory(browser: Browser, page: Page) -> None:
    inspector = page.context.new_cdp_session(page)
    inspector.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in inspector.send("Performance.getMetrics")["metrics"]}
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [_resident(one["id"]) for one in processes if one["type"] == "renderer"]
    print(f"memory: JavaScript {metrics['JSHeapUsedSize'] / 1e6:,.1f} MB, the page's process {max(renderers) / 1e6:,.0f} MB")


def _resident(process: int) -> int:
    """Bytes."""
    lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
