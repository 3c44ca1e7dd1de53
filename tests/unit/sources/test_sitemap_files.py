"""Sitemaps as sites write them are read; what is none is refused."""

import gzip

import pytest

from app.errors import UnreadableInput
from app.sources import ListedPage, read_sitemap

_SITE = "https://example.org"
_PLAIN = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc> {_SITE}/a?x=1&amp;y=2 </loc><lastmod>2026-05-01</lastmod></url>
  <url><loc/></url>
</urlset>"""
_NEWS = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
  <url><loc>{_SITE}/ferry</loc><n:news><n:publication><n:name>Gazette</n:name></n:publication>
  <n:publication_date>2026-11-28T05:00:00Z</n:publication_date><n:title>The  ferry</n:title></n:news></url>
</urlset>"""
_INDEX = f"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>{_SITE}/posts.xml.gz</loc></sitemap><sitemap><loc>{_SITE}/news.xml</loc></sitemap>
</sitemapindex>"""


def test_pages_are_listed_without_the_day_of_their_last_change() -> None:
    assert read_sitemap(_PLAIN.encode()).pages == (ListedPage(f"{_SITE}/a?x=1&y=2"),)


def test_a_news_sitemap_says_title_and_date() -> None:
    assert read_sitemap(_NEWS.encode()).pages == (ListedPage(f"{_SITE}/ferry", "The ferry", "2026-11-28T05:00:00Z"),)


def test_an_index_names_its_parts() -> None:
    assert read_sitemap(_INDEX.encode()).parts == (f"{_SITE}/posts.xml.gz", f"{_SITE}/news.xml")


def test_a_list_of_addresses_and_packed_files_are_read() -> None:
    lines = f"\ufeff{_SITE}/a\r\n\r\n{_SITE}/b\r\n".encode()
    assert [each.url for each in read_sitemap(lines).pages] == [f"{_SITE}/a", f"{_SITE}/b"]
    assert read_sitemap(gzip.compress(_NEWS.encode())) == read_sitemap(_NEWS.encode())
    assert read_sitemap(_PLAIN.replace("UTF-8", "UTF-16").encode("utf-16")) == read_sitemap(_PLAIN.encode())


@pytest.mark.parametrize(
    "content",
    [
        b"", b"some words", b"<html><body>none</body></html>", b"<urlset><url>", gzip.compress(_NEWS.encode())[:60],
        b"\x1f\x8bno gzip", b'<!DOCTYPE u [<!ENTITY a "b">]><urlset/>', gzip.compress(b" " * 21_000_000),
    ],
    ids=["empty", "words", "page", "damaged", "cut", "no gzip", "entities", "too long"],
)  # fmt: skip
def test_what_is_no_sitemap_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableInput):
        read_sitemap(content)
