"""HTML source in a plain text is read as its page; every place is one of the text as it was sent."""

import pytest

from app.text import DisguiseKind, Omission, read_html, read_text
from tests.unit.text.reading import written_in

STORY = "The ferry has been late every day this week, and the island’s only shop has run out of bread."


@pytest.mark.parametrize(
    "source",
    [
        f"<p>{STORY}</p>",
        f"<!DOCTYPE html><html><head><title>T</title></head><body><p>{STORY}</p></body></html>",
        f"<div class='a'><span>{STORY}</span></div>",
        f"<!-- wp:paragraph -->\n<p>{STORY}</p>\n<!-- /wp:paragraph -->",
        f"\n\n  <article><h2></h2>{STORY}</article>",
        f"{STORY[:20]}<strong>{STORY[20:40]}</strong>{STORY[40:]}",
        f"<p>{STORY.replace('’', '&rsquo;')}</p>",
        f"<nav>Home News</nav><p>{STORY}</p><script>var x = '<p>no</p>'</script>",
        f"<p title='a > b'>{STORY}</p>",
        f"<ul><li>{STORY}</li></ul>",
    ],
)
def test_the_words_are_those_of_the_page(source: str) -> None:
    assert read_text(source).norms == read_html(source).norms == read_text(STORY).norms


@pytest.mark.parametrize(
    "short",
    [
        "A claim<sup>1</sup> and one<sup><a href='#fn1'>[2]</a></sup>.",
        "In 1987<sup>2</sup> it rained.",
        "Some 10<sup>6</sup> tonnes.",
        "Add 1<sup>1</sup>/<sub>2</sub> cups.",
        "The <a href='#_msocom_1'>[A1]</a>boat.",
        "<span style='float: left'>T</span>he boat.",
        "<a href='#fnref1'>1</a> A note.",
        "<img alt='T'>he boat.",
        "<span style='font-family: Symbol'>·</span>The boat.",
    ],
)
def test_what_is_judged_by_its_text_is_judged_alike_in_source(short: str) -> None:
    source = f"<p>{STORY}</p><p>{short}</p>"
    assert read_text(source).norms == read_html(source).norms


def test_empty_scripts_of_xhtml_swallow_no_words() -> None:
    source = f'<?xml version="1.0"?><html xmlns="x"><head><title/><script src="a"/></head><body><p>{STORY}</p></body></html>'
    assert read_text(source).norms == read_text(STORY).norms


def test_every_word_stands_in_the_source_where_it_is_said_to_stand() -> None:
    source = "<h1>Late</h1>\n<p>The caf&eacute; of <b>Z</b>oe &amp; Co. <i>is</i><br>closed</p>"
    assert written_in(source) == ["Late", "The", "caf&eacute;", "of", "Z</b>oe", "Co", "is", "closed"]
    assert read_text(source).norms == ("late", "the", "café", "of", "zoe", "co", "is", "closed")


def test_what_the_page_hides_and_leaves_out_is_told() -> None:
    source = f"<style>.z{{display:none}}</style><form><label>Name</label></form><p>{STORY} <i class=z>secret</i> End.</p>"
    document = read_text(source)
    assert {each.reason: each.words for each in document.markings.left_out} == {Omission.FORM: 1, Omission.HIDDEN: 1}
    [hidden] = document.disguises
    assert hidden.kind is DisguiseKind.HIDDEN_MARKUP
    assert source[: hidden.chars.start].endswith("bread.")


def test_quotations_of_the_page_are_places_of_the_source() -> None:
    source = f"<p>{STORY}</p><blockquote><p>We will <b>not</b> go.</p></blockquote><p>He said <q>never again</q> and left.</p>"
    assert [source[q.start : q.end] for q in read_text(source).quotes] == ["We will <b>not</b> go.", "never again"]


def test_paragraphs_of_source_without_blocks_are_kept() -> None:
    document = read_text("One <b>fine</b> day it rained.\n\nAnother <i>fine</i> day it did not.")
    assert document.n_sentences == 2
    assert document.blocks.tolist() == [0, 1]


@pytest.mark.parametrize(
    "text",
    [
        "If a < b and b > c then a < c.",
        "Write to me <me@example.com> or <you@example.com>.",
        "He scored <10 and >20 points",
        "The <mayor> said",
        "A <b> alone opens no page.",
        "x <- 3; y -> 4",
    ],
)
def test_a_text_with_angle_brackets_is_no_source(text: str) -> None:
    assert not read_text(text).markings.is_source


@pytest.mark.parametrize(
    "broken",
    ["<p>one<p", "<p>a</p><b", "<p>x</p><!-- y", "<html>", "<p>&#0; &#xD800; &bogus; &</p><i></i>", "<p>\ue0007\ue001</p>"],
)
def test_broken_source_breaks_nothing(broken: str) -> None:
    document = read_text(broken)
    assert document.text == broken
    assert all(0 <= a < b <= len(broken) for a, b in zip(document.starts.tolist(), document.ends.tolist(), strict=True))
