"""Takes pictures of every page in every state, at three widths, light and dark, for whoever looks at them.

`python -m tools.looks` writes build/looks/STATE-WIDTH-THEME.png; nothing of it is committed. With names of states, those alone.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import Browser, FloatRect, Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.states import MORE, STATES
from tests.contract.served import ROOT, served
from tests.waiting import PATIENCE_MILLISECONDS

_FOLDER: Final = ROOT / "build" / "looks"
_WIDTHS: Final = (320, 768, 1440)
_HEIGHT: Final = 900
_TALLEST: Final = 6_000  # of a picture; what stands below is more of the same
_THEMES: Final = ("light", "dark")
# parts of a long page are drawn when they come into sight, and what stays in reach would hide what lies under it
_ALL_OF_IT: Final = "* { content-visibility: visible !important } .desk { position: static !important }"
_PAINTED: Final = "async () => { for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame); }"


def main() -> None:
    """Writes every picture."""
    parser = ArgumentParser(prog="python -m tools.looks", description=__doc__)
    parser.add_argument("states", nargs="*", help="names of states; without, all of them")
    parser.add_argument("--out", type=Path, default=_FOLDER, help="folder to write to")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=PATIENCE_MILLISECONDS)
    with ExitStack() as running:
        folder = Path(running.enter_context(TemporaryDirectory()))
        service = running.enter_context(served(folder, require_keys="auto", rate_limit_requests="0"))
        playwright = running.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for state in _wanted(options.states):
            print(state.__name__, flush=True)  # noqa: T201 - pages that are looked at take minutes
            _take(browser, state, service.url, options.out)
        browser.close()


def _wanted(names: list[str]) -> Iterator[Callable[[Page, str], None]]:
    return (state for state in (*STATES, *MORE) if not names or state.__name__ in names)


def _take(browser: Browser, state: Callable[[Page, str], None], url: str, out: Path) -> None:
    page = browser.new_page(bypass_csp=True, viewport={"width": _WIDTHS[-1], "height": _HEIGHT})
    page.set_default_timeout(PATIENCE_MILLISECONDS)
    state(page, url)
    page.add_style_tag(content=_ALL_OF_IT)
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        for theme in _THEMES:
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            page.evaluate(_PAINTED)
            height = min(int(page.evaluate("document.documentElement.scrollHeight")), _TALLEST)
            whole = FloatRect(x=0, y=0, width=width, height=max(height, _HEIGHT))
            page.screenshot(path=out / f"{state.__name__}-{width}-{theme}.png", full_page=True, clip=whole)
    page.close()


if __name__ == "__main__":
    main()
