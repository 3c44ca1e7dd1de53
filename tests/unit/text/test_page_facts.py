"""What the head of a page says about its article comes with its text."""

import pytest

from app.text import About, read_html, read_text

STORY = "<p>The ferry has been late every day this week, and nobody knows why.</p>"


@pytest.mark.parametrize(
    ("head", "about"),
    [
        ("<title>Late again | The Courier</title>", About(title="Late again | The Courier")),
        ("<meta property='og:title' content='Late  again'><title>x</title>", About(title="Late again")),
        ("<meta name=author content='Ann Reed'>", About(author="Ann Reed")),
        ("<meta name=byl content='By Ann Reed'>", About(author="By Ann Reed")),
        ("<meta property='article:published_time' content='2026-01-02T10:00:00Z'>", About(date="2026-01-02T10:00:00Z")),
        ("<meta itemprop=datePublished content='2026-01-02'>", About(date="2026-01-02")),
        (
            "<meta name='dc.creator' content='Ann Reed'><meta name='dc.date' content='2026'>",
            About(author="Ann Reed", date="2026"),
        ),
        ("<meta property='og:locale' content='en_GB'>", About(language="en_GB")),
        ("<meta name=author content=''><meta name=description content='no fact'>", About()),
    ],
)
def test_the_head_of_a_page_says_title_author_date_and_language(head: str, about: About) -> None:
    assert read_html(f"<html><head>{head}</head><body>{STORY}</body></html>").markings.about == about


def test_the_language_of_a_page_stands_at_its_root() -> None:
    assert read_html(f"<html lang=en-GB><body>{STORY}</body></html>").markings.about == About(language="en-GB")


def test_source_of_a_page_in_a_text_says_the_same() -> None:
    page = f"<html lang=en><head><title>Late again</title></head><body>{STORY}</body></html>"
    assert read_text(page).markings.about == About(title="Late again", language="en")


def test_what_is_too_long_for_a_fact_is_none() -> None:
    assert read_html(f"<title>{'x' * 301}</title>{STORY}").markings.about == About()
