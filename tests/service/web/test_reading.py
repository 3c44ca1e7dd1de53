"""What people hand in comes through the page as it is read: formats of desks, what was left out, alerts, explanations."""

from collections.abc import Callable

import pytest

from tests.round_trips import news, pages
from tests.round_trips.articles import Article
from tests.service.web.browser import SIDES, Browser
from tests.unit.sources.test_odt_files import odt
from tests.unit.sources.test_rtf_files import rtf


def article_of(text: str) -> Article:
    first, *rest = text.strip().split("\n\n")
    return Article(first, "Ann Reed", tuple(rest), frozenset())


def as_odt(article: Article) -> bytes:
    return odt("".join(f"<text:p>{each}</text:p>" for each in article.text.split("\n\n")))


def as_rtf(article: Article) -> bytes:
    coded = "".join(each if ord(each) < 0x80 else rf"\u{ord(each)}?" for each in article.text)
    return rtf(coded.replace("\n\n", r"\par "))


def as_markdown(article: Article) -> bytes:
    return article.text.encode()


FORMATS: dict[str, Callable[[Article], bytes]] = {
    "odt": as_odt,
    "rtf": as_rtf,
    "epub": news.epub,
    "nitf": news.nitf,
    "newsml": news.newsml_g2,
    "ninjs": news.ninjs,
    "wxr": news.wxr,
    "rss": news.rss,
    "md": as_markdown,
}
REFERENCE = article_of(SIDES["reference"])


def reported(browser: Browser, suspect: str, file: tuple[str, bytes] | None = None) -> str:
    """The page of a report on the sample's reference and this."""
    browser.see("/")
    fields = {"reference": SIDES["reference"], "suspect": suspect}
    answer = browser.upload(fields, {"suspect_file": file} if file else {})
    assert answer.status_code == 303
    return browser.see(answer.headers["location"]).text


@pytest.mark.parametrize("ending", FORMATS)
def test_an_article_in_a_format_of_desks_is_called_copied(browser: Browser, ending: str) -> None:
    page = reported(browser, "", (f"copy.{ending}", FORMATS[ending](REFERENCE)))
    assert "Copied" in page
    assert "Tobias Renk" in page


def test_a_report_says_what_of_a_file_was_left_out_and_why(browser: Browser) -> None:
    html = pages.plain(REFERENCE).replace("</body>", "<p style='display:none'>two words</p><nav>Home</nav></body>")
    page = reported(browser, "", ("copy.html", html.encode()))
    assert "2 hidden" in page
    assert "1 navigation" in page


@pytest.mark.parametrize("leftover", ["{voted|balloted}", "%city%", "[[synonym]]"])
def test_what_a_spinner_left_is_told(browser: Browser, leftover: str) -> None:
    assert "spinner" in reported(browser, f"{SIDES['reference']}\n\nIt was {leftover} there.").lower()


@pytest.mark.parametrize(
    ("added", "said"),
    [("(With inputs from PTI)", "PTI"), ("By Jane Doe, Associated Press", "Associated Press"), ("The end.", "was recognised")],
)
def test_the_page_says_which_agency_is_credited_or_that_none_was_recognised(browser: Browser, added: str, said: str) -> None:
    page = reported(browser, f"{SIDES['reference']}\n\n{added}")
    explanations = page[page.index("Other explanations") :]
    assert said in explanations


@pytest.mark.parametrize("source", [pages.plain, pages.wordpress, pages.aspnet])
def test_source_in_the_text_box_is_read_as_its_page(browser: Browser, source: Callable[[Article], str]) -> None:
    page = reported(browser, source(REFERENCE))
    assert "Copied" in page
    assert "&lt;p&gt;" not in page


FORECAST = (
    "Drivers on the road from {} to the coast should expect {} millimetres of rain before {}, "
    "with gusts of {} miles an hour at night."
)


def test_texts_filled_in_from_one_template_are_told_so(browser: Browser) -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    towns = (("Velm", "Kell", "Orrin", "Tarl", "Besk", "Lund"), ("Ashby", "Corran", "Dunmore", "Elsted", "Farley", "Goring"))
    texts = [
        "\n\n".join(FORECAST.format(town, 11 + k, days[k], 31 + k + 9 * n) for k, town in enumerate(towns[n])) for n in (0, 1)
    ]
    browser.see("/")
    answer = browser.upload({"reference": texts[0], "suspect": texts[1]})
    page = browser.see(answer.headers["location"]).text
    assert "agreed template" in page[page.index("Other explanations") :]
