"""Makes the pictures of the README and docs/pages.md: starts the service, compares our own samples, and looks at the pages.

`python -m tools.pictures` writes docs/pictures/*.png.
"""

from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.visits import ANOTHER, REFERENCE, SUSPECT, compare, decide
from tests.contract.served import ROOT, served

FOLDER: Final = ROOT / "docs" / "pictures"
_WIDE: Final = (1200, 760)
_NARROW: Final = (390, 760)
_THIRD_SWAP: Final = 3
# parts of a long page are drawn when they come into sight: three frames later they are there
_PAINTED: Final = "async () => { for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame); }"


def main() -> None:
    """Writes every picture."""
    parser = ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write to")
    out = parser.parse_args().out
    out.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, served(Path(folder), require_keys="auto") as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        report = _take_wide(_page(browser, _WIDE), service.url, out)
        _take_texts(_page(browser, _WIDE, theme="dark"), report, out / "dark.png")
        _take_texts(_page(browser, _NARROW), report, out / "narrow.png")
        browser.close()


def _page(browser: Browser, size: tuple[int, int], theme: str = "light") -> Page:
    width, height = size
    is_dark = theme == "dark"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if is_dark else "light")
    return context.new_page()


def _take_wide(page: Page, url: str, out: Path) -> str:
    """The pictures of a whole visit; returns the address of the report that they show."""
    compare(page, url, REFERENCE, REFERENCE, "The sea wall, printed again")
    decide(page, "Confirm", "Ann", "Licensed by the agency.")
    compare(page, url, REFERENCE, ANOTHER, "The quarry above Lindholt")
    decide(page, "Deny", "Bo")
    compare(page, url, "\n\n".join(REFERENCE.split("\n\n")[:1]), SUSPECT, "A headline only")
    report = compare(page, url, REFERENCE, SUSPECT, "The ocean wall")
    _take_verdict(page, report, out / "verdict.png")
    for _ in range(_THIRD_SWAP):
        page.keyboard.press("n")
    _keep(page, out / "side-by-side.png")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Ledger", exact=True).click()
    _keep(page, out / "ledger.png")
    page.goto(f"{url}/inbox")
    _keep(page, out / "inbox.png")
    return report


def _take_verdict(page: Page, report: str, file: Path) -> None:
    page.goto(report)
    _keep(page, file)


def _take_texts(page: Page, report: str, file: Path) -> None:
    page.goto(report)
    page.keyboard.press("j")
    _keep(page, file)


def _keep(page: Page, file: Path) -> None:
    page.evaluate(_PAINTED)
    page.screenshot(path=file)


if __name__ == "__main__":
    main()
