"""HTML as a CMS holds it becomes the text a reader sees."""

import pytest

from app.errors import MarkupTooDeep, UnreadableInput
from app.text import DisguiseKind, read_html
from tests.waiting import costs_at_most

STORY = "The ferry has been late every day this week, and the island’s only shop has run out of bread."


def text_of(html: str) -> str:
    return read_html(html).text


def test_blocks_are_parted_by_an_empty_line_and_breaks_by_a_line_end() -> None:
    assert text_of("<h1>Head</h1><p>One<br>two</p><div>three</div>") == "Head\n\nOne\ntwo\n\nthree"


def test_entities_are_resolved() -> None:
    assert text_of("<p>Tom &amp; Zo&euml; &#8217;s &lt;b&gt; &#x1F600;</p>") == "Tom & Zoë ’s <b> 😀"


def test_inline_markup_parts_no_word() -> None:
    assert text_of("<p>wo<b>r</b>d <i>and</i> <a href='x'>link</a>, end</p>") == "word and link, end"


def test_white_space_folds() -> None:
    assert text_of("<p>\n  one\t two\n\n three </p>\n\n<p> four</p>") == "one two three\n\nfour"


def test_the_article_is_kept_and_the_page_around_it_dropped() -> None:
    page = f"<title>T</title><nav>Home</nav><article><h1>Late again</h1><p>{STORY}</p></article>"
    assert text_of(page + "<aside>Ads</aside><footer>Us</footer>") == f"Late again\n\n{STORY}"


def test_navigation_and_footer_are_dropped_without_an_article_too() -> None:
    assert text_of(f"<nav>Home</nav><div>{STORY}</div><footer>Contact</footer>") == STORY


def test_a_small_article_is_not_taken_for_the_main_content() -> None:
    assert STORY in text_of(f"<p>{STORY}</p><article>Teaser</article>")


def test_lists_and_tables_are_kept() -> None:
    html = "<ul><li>bread</li><li>milk</li></ul><table><tr><td>May</td><td>40</td></tr></table>"
    assert text_of(html).split() == ["bread", "milk", "May", "40"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<span hidden>x</span>",
        "<span style='display:none'>x</span>",
        "<span style='DISPLAY : NONE'>x</span>",
        "<span style='visibility:hidden'>x</span>",
        "<span style='font-size:0'>x</span>",
        "<span style='opacity:0.0'>x</span>",
    ],
)
def test_text_hidden_by_style_is_left_out_and_reported(hidden: str) -> None:
    document = read_html(f"<p>shown {hidden}</p>")
    assert document.text == "shown"
    assert [d.kind for d in document.disguises] == [DisguiseKind.HIDDEN_MARKUP]


@pytest.mark.parametrize("style", ["opacity:0.5", "font-size:0.9em", "display:block", "font-size:10px"])
def test_text_shown_by_style_is_kept(style: str) -> None:
    assert text_of(f"<p style='{style}'>shown</p>") == "shown"


@pytest.mark.parametrize("tag", ["script", "style", "template", "noscript", "select", "button", "svg"])
def test_what_is_no_text_is_skipped(tag: str) -> None:
    document = read_html(f"<p>shown</p><{tag}>not this</{tag}><p>end</p>")
    assert (document.text, document.disguises) == ("shown\n\nend", ())


def test_a_comment_is_skipped() -> None:
    assert text_of("<p>one<!-- not this --> two</p>") == "one two"


@pytest.mark.parametrize(
    "broken",
    [
        "<p>one <b>two <i>three</p>",
        "<p>one two three",
        "<div><p>one two</div> three</p></span>",
        "<p>one</b> two<p>three",
        "</div>one two three",
    ],
)
def test_broken_markup_is_read(broken: str) -> None:
    assert text_of(broken).split() == ["one", "two", "three"]


@pytest.mark.parametrize("plain", ["", "no markup at all", "a < b and c > d"])
def test_plain_text_stays_as_it_is(plain: str) -> None:
    assert text_of(plain) == plain


def test_an_empty_page_has_no_words() -> None:
    assert len(read_html("<html><body></body></html>")) == 0


@pytest.mark.parametrize("depth", [401, 1_000, 100_000])
def test_markup_nested_too_deep_is_refused_at_once(depth: int) -> None:
    with costs_at_most(10), pytest.raises(MarkupTooDeep):
        read_html("<div>" * depth + "x")


def test_markup_as_deep_as_allowed_is_read() -> None:
    assert text_of("<div>" * 390 + "x" + "</div>" * 390) == "x"


def test_many_unclosed_paragraphs_are_not_deep() -> None:
    assert len(read_html("<p>x" * 2_000)) == 2_000


@pytest.mark.parametrize("between", [" ", "/", "='x'", ' x=">" '])
def test_an_element_with_too_many_attributes_is_refused_at_once(between: str) -> None:
    with costs_at_most(10), pytest.raises(UnreadableInput, match="attributes"):
        read_html("<p " + between.join(f"a{k}" for k in range(20_000)) + ">x</p>")


def test_a_long_attribute_is_one_attribute() -> None:
    title, markup = "many words " * 2_000, "<div> a=b " * 500
    assert text_of(f"<p title='{title}'>x</p><p data-x=\"{markup}\">y</p>") == "x\n\ny"


@pytest.mark.parametrize("tag", ["script", "style"])
def test_what_looks_like_a_tag_in_a_script_is_none(tag: str) -> None:
    assert text_of(f"<p>one</p><{tag}>{'for(i=0;i<n;i++){x=`<div>`}' * 500}</{tag}><p>two</p>") == "one\n\ntwo"


def test_what_looks_like_a_tag_in_a_comment_is_none() -> None:
    assert text_of(f"<p>one</p><!-- {'<div>' * 500} --><p>two</p>") == "one\n\ntwo"


def test_nesting_behind_an_empty_comment_counts() -> None:
    with pytest.raises(MarkupTooDeep):
        read_html("<!-->" + "<div>" * 500)


def test_a_drawing_of_many_shapes_is_not_deep() -> None:
    assert text_of(f"<p>one</p><svg>{'<path d=M0,0 />' * 500}</svg><p>two</p>") == "one\n\ntwo"


def test_a_lone_surrogate_in_markup_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="surrogate"):
        read_html("<p>\ud800</p>")


def test_offsets_count_in_the_extracted_text() -> None:
    document = read_html("<p>One &amp; <b>two</b></p><p>three</p>")
    assert [document.text[t.chars.start : t.chars.end] for t in document.tokens] == ["One", "two", "three"]
