"""How deep a page is decides the parser that repairs it, and no page costs more than its length allows."""

import pytest

from app.errors import InputError, MarkupTooDeep, UnreadableInput
from app.text import read_html

N = 900  # twice the depth that is allowed, and harmless

DEEP = {
    "a slash that closes nothing": "<b/>" * N,
    "closings of other elements": "<div></i>" * N,
    "closings of nothing": "<x>" * N + "</y>" * N,
    "closings in comments": "<div><!-- </div> -->" * N,
    "closings in attributes": "<div title='</div>'>" * N,
    "closings in a script": "<div><script>'</div>'</script>" * N,
    "closings in an area of text": "<div><textarea></div></textarea>" * N,
    "closings behind a comment in a script": "<div><script><!--<script></script></div>--></script>" * N,
    "void elements of a drawing": f"<svg>{'<area>' * N}",
    "a section of a drawing": f"<svg>{'<g><![CDATA[</g>]]>' * N}",
    "tables in tables": "<table><tr><td>" * N,
    "lists in lists": "<ul><li>" * N,
    "inline elements opened again in each paragraph": "".join(f"<p><font size={k}></p>" for k in range(N)),
    "inline elements with attributes": "".join(f"<i a={k}>" for k in range(N)),
    "a false tag before": "<x y='" + "<div>" * N + "'>" + "<div>" * N,
}
FLAT = {
    "closings in a style of a drawing, where it is an element like others": f"<p>word</p><svg>{'<g><style></g></style>' * N}",
    "unclosed paragraphs": "<p>word " * N,
    "unclosed items": "<ul>" + "<li>word " * N + "</ul>",
    "unclosed cells": "<table>" + "<tr><td>word<td>word" * N + "</table>",
    "breaks": "word<br>" * N + "word<br/>" * N,
    "wrongly nested": "<p><b>word <i>more</b> text</i></p>" * N,
    "links": "<p><a href='/one?a=1&b=2'>word</a> and <em>more</em></p>" * N,
    "shapes": "<p>word</p><svg>" + "<path d='M0,0 L9,9'/><title>a</title>" * N + "</svg>",
    "markup in a script": "<p>word</p><script>" + "x='<div><div>';" * N + "</script>",
    "closings of nothing": "<p>word</p>" + "</div></span>" * N,
    "a table of many rows": "<table><tbody>" + "<tr><td>1</td><td>2</td></tr>" * N + "</tbody></table>",
}


@pytest.mark.parametrize("name", DEEP)
def test_a_page_that_is_deep_to_the_parser_is_refused(name: str) -> None:
    with pytest.raises(MarkupTooDeep):
        read_html(DEEP[name])


@pytest.mark.parametrize("name", FLAT)
def test_a_page_that_is_flat_to_the_parser_is_read(name: str) -> None:
    assert len(read_html(FLAT[name])) > 0


@pytest.mark.parametrize("wrapped", ["<p>word</p>{}", "<p>word <!-- a='{} -->", "<p>word</p>" * 2_000 + "{}"])
def test_attributes_are_counted_where_the_parser_sees_an_element(wrapped: str) -> None:
    crowded = "<p " + " ".join(f"a{k}=1" for k in range(1_500)) + ">"
    if "<!--" in wrapped:
        assert len(read_html(wrapped.format(crowded))) == 1
    else:
        with pytest.raises(UnreadableInput, match="attributes"):
            read_html(wrapped.format(crowded))


def test_a_page_that_the_parser_cannot_end_with_in_time_is_refused() -> None:
    late = "<p>x</p>" * 5_000 + "".join(f"<p><b a={k}></p>" for k in range(9_000))
    with pytest.raises(InputError):
        read_html(late)
