"""Markup and styles that patterns once read in the square of their length, or in two to the power of it."""

import pytest

from app.text import read_html, read_text
from tests.waiting import costs_at_most

N = 20_000
STYLES = {
    "a name without an end": "a" * N,
    "blanks before nothing": f"color:a{' ' * N}b",
    "a length of many digits": f"position:absolute;left:{'1' * N}x",
    "a shape of points": f"clip-path:polygon({'0 0   ' * 40}x",
    "a shape of blanks": f"clip-path:xywh({' 0 ' * N}x",
    "a size of blanks": f"transform:scale({' ' * N}x",
    "colours in colours": f"color:{'rgb(' * (N // 4)}",
    "a colour of many digits": f"color:rgb({'9' * 290},1,1)",
    "an opacity of many digits": f"opacity:{'1' * N}x",
    "an address": f"background:url({'a' * N}",
    "variables": f"color:{'var(--a ' * (N // 8)}",
}
SHEETS = {
    "commas": "a," * N + "b{color:red}",
    "brackets": "[" * N + "b{color:red}",
    "negations": ":not(" * (N // 5) + "b{color:red}",
    "open blocks": "@media{" * (N // 7) + "}" * (N // 7),
    "a width of many digits": f"@media (min-width:{'1' * N}px){{p{{color:red}}}}",
    "a width of blanks": f"@media ({' ' * N}x{{p{{color:red}}}}",
    "a long value for everybody": f"*{{color:{'rgb(' * (N // 4)}}}",
    "a long variable for everybody": f"*{{--a:{'x' * N};color:var(--a)}}",
}
SOURCES = {
    "comments before nothing": "<!---->" * 60 + "x",
    "comments and blanks before nothing": "<!--a-->  \n" * 60 + "x",
    "tags with brackets": ("<b " + ">" * 1_900 + "<" + ("x" * 3_900 + "<") * 3) * 4,
    "shortcodes before blanks": "[embed]" + " " * N + "x",
    "comments": "<!--" * (N // 4),
}
WORDS = "The ferry left the harbour at noon. " * 3


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_style_costs_no_more_than_its_length(style: str) -> None:
    with costs_at_most(3.0):
        assert "harbour" in read_html(f'<p style="{style}">{WORDS}</p><p>{WORDS}</p>').text


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_style_sheet_costs_no_more_than_its_length(sheet: str) -> None:
    with costs_at_most(3.0):
        assert "harbour" in read_html(f"<style>{sheet}</style>{f'<p class=a>{WORDS}</p>' * 200}").text


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_text_that_may_be_source_costs_no_more_than_its_length(source: str) -> None:
    with costs_at_most(3.0):
        read_text(source + WORDS)


def test_a_comma_inside_brackets_parts_no_selectors() -> None:
    page = "<style>:is(b, :not(p, i)) u, .a{display:none}</style><div><u>gone</u></div><p class=a>hidden</p><p>seen</p>"
    assert read_html(page).text == "seen"


def test_what_is_important_stays_so_behind_blanks() -> None:
    page = "<style>.a{display:none   !  important}</style><p class=a style='display:block'>hidden</p><p>seen</p>"
    assert read_html(page).text == "seen"
