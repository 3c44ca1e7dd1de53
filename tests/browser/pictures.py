"""Makes the pictures of the README and docs/pages.md: starts the service, compares our own samples, and looks at the pages.

`python -m tests.browser.pictures` writes docs/pictures/*.png.
"""

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
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, served(Path(folder), require_keys="auto") as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        report = _take_wide(_page(browser, _WIDE), service.url)
        _take_texts(_page(browser, _WIDE, theme="dark"), report, "dark")
        _take_texts(_page(browser, _NARROW), report, "narrow")
        browser.close()


def _page(browser: Browser, size: tuple[int, int], theme: str = "light") -> Page:
    width, height = size
    is_dark = theme == "dark"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme="dark" if is_dark else "light")
    return context.new_page()


def _take_wide(page: Page, url: str) -> str:
    """The pictures of a whole visit; returns the address of the report that they show."""
    compare(page, url, REFERENCE, REFERENCE, "The sea wall, printed again")
    decide(page, "Confirm", "Ann", "Licensed by the agency.")
    compare(page, url, REFERENCE, ANOTHER, "The quarry above Lindholt")
    decide(page, "Deny", "Bo")
    compare(page, url, "\n\n".join(REFERENCE.split("\n\n")[:1]), SUSPECT, "A headline only")
    report = compare(page, url, REFERENCE, SUSPECT, "The ocean wall")
    _take_verdict(page, report, "verdict")
    for _ in range(_THIRD_SWAP):
        page.keyboard.press("n")
    _keep(page, "side-by-side")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Ledger", exact=True).click()
    _keep(page, "ledger")
    page.goto(f"{url}/inbox")
    _keep(page, "inbox")
    return report


def _take_verdict(page: Page, report: str, name: str) -> None:
    page.goto(report)
    _keep(page, name)


def _take_texts(page: Page, report: str, name: str) -> None:
    page.goto(report)
    page.keyboard.press("j")
    _keep(page, name)


def _keep(page: Page, name: str) -> None:
    page.evaluate(_PAINTED)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
