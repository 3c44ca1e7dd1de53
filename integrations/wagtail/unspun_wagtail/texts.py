"""A page becomes the two texts that are compared. In: a page as it was submitted. Out: HTML, and the reference or nothing.

A page class may say it better: `unspun_html()` for its text, `unspun_reference()` for the article that it may be made from.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.db import models
from wagtail.fields import RichTextField, StreamField

from unspun_wagtail.settings import setting


def html_of(page: Any) -> str:
    """The page's own words, as HTML: what readers will see of its texts, in the order of its fields."""
    if hasattr(page, "unspun_html"):
        return str(page.unspun_html())
    return "\n".join(filter(None, _parts(page)))


def reference_of(page: Any) -> str:
    """The article that the page may be made from; empty where none is named."""
    if hasattr(page, "unspun_reference"):
        return str(page.unspun_reference() or "")
    return str(getattr(page, setting("REFERENCE_FIELD"), "") or "")


def _parts(page: Any) -> Iterator[str]:
    for field in page._meta.get_fields():
        if field.name == setting("REFERENCE_FIELD") or getattr(field, "model", None) is not type(page):
            continue  # what belongs to every page (slug, search description) is no text of the article
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            yield value.render_as_block() if value else ""
        elif isinstance(field, RichTextField):
            yield getattr(page, field.name) or ""
        elif isinstance(field, models.TextField):
            yield from (f"<p>{escape(each)}</p>" for each in (getattr(page, field.name) or "").splitlines() if each.strip())
