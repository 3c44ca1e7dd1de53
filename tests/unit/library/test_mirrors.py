"""Of a copied site the pages that its sitemap names become articles, each under its address."""

from pathlib import Path

import pytest

from app.errors import InputError
from app.library import Entry, Failure, ImportOptions, Mirror, read_mirror
from tests.unit.library.articles import made_text

_READING = ImportOptions(max_characters=100_000, max_line_bytes=200_000)
_SITE = "https://example.org"


def _page(seed: int, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body><p>{made_text(seed)}</p></body></html>"


def _write(folder: Path, name: str, content: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def _sitemap(path: Path, *urls: str, more: str = "") -> Path:
    listed = "".join(f"<url><loc>{url}</loc>{more}</url>" for url in urls)
    path.write_text(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>', "utf-8")
    return path


def _read(sitemap: Path, folder: Path) -> tuple[list[Entry], dict[str, str]]:
    found = list(read_mirror(sitemap, Mirror.of([folder]), _READING))
    failures = {each.external_id: each.reason for each in found if isinstance(each, Failure)}
    return [each for each in found if isinstance(each, Entry)], failures


@pytest.mark.parametrize("host", ["example.org/", ""])
@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/2026/ferry", "2026/ferry"),
        ("/2026/ferry", "2026/ferry.html"),
        ("/2026/ferry/", "2026/ferry/index.html"),
        ("/2026/v1.2", "2026/v1.2"),
        ("/a.html", "a.html"),
        ("/", "index.html"),
        ("", "index.html"),
        ("/?p=12", "index.html?p=12"),
        ("/show?id=1&amp;x=2", "show?id=1&x=2"),
        ("/show?id=1", "show?id=1.html"),
        ("/caf%C3%A9%20one", "café one"),
    ],
)
def test_a_page_is_found_as_it_was_copied(tmp_path: Path, host: str, url: str, name: str) -> None:
    _write(tmp_path / "copy", f"{host}{name}", _page(1))
    _write(tmp_path / "copy", f"{host}tags/none.html", _page(2))
    (article,), failures = _read(_sitemap(tmp_path / "sitemap.xml", f"{_SITE}{url}"), tmp_path / "copy")
    address = f"{_SITE}{url}".replace("&amp;", "&")
    assert (article.external_id, article.facts.url, failures) == (address, address, {})
    assert made_text(1).split()[0] in article.norms


def test_the_page_says_its_facts_and_the_sitemap_the_others(tmp_path: Path) -> None:
    head = '<title>Of the page</title><meta name="author" content="Ada">'
    _write(tmp_path / "copy", "a.html", _page(1, head))
    _write(tmp_path / "copy", "b.html", _page(2))
    news = "<news><publication_date>2026-11-28</publication_date><title>Of the map</title></news>"
    sitemap = _sitemap(tmp_path / "sitemap.xml", f"{_SITE}/a.html", f"{_SITE}/b.html", more=news)
    (one, other), _ = _read(sitemap, tmp_path / "copy")
    assert (one.facts.title, one.facts.author, one.facts.published) == ("Of the page", "Ada", 1795824000.0)
    assert (other.facts.title, other.facts.published) == ("Of the map", 1795824000.0)


def test_what_is_missing_or_damaged_is_named_and_stops_nothing(tmp_path: Path) -> None:
    _write(tmp_path / "copy", "good", _page(1))
    _write(tmp_path / "copy", "empty.html", "<html></html>")
    addresses = [f"{_SITE}/{name}" for name in ("gone", "empty.html", "../copy/good", "good")]
    found, failures = _read(_sitemap(tmp_path / "sitemap.xml", *addresses, "http://[bad/"), tmp_path / "copy")
    assert [each.external_id for each in found] == [f"{_SITE}/good"]
    assert set(failures) == {*addresses[:3], "http://[bad/"}


def test_the_parts_of_an_index_lie_beside_it_or_in_the_copy(tmp_path: Path) -> None:
    for k in range(2):
        _write(tmp_path / "copy", f"p{k}.html", _page(k))
    _sitemap(tmp_path / "posts.xml", f"{_SITE}/p0.html")
    _sitemap(tmp_path / "copy" / "news.xml", f"{_SITE}/p1.html")
    parts = [f"{_SITE}/maps/posts.xml", f"{_SITE}/news.xml", f"{_SITE}/none.xml", f"{_SITE}/index.xml", f"{_SITE}/p0.html"]
    index = tmp_path / "index.xml"
    index.write_text(f"<sitemapindex>{''.join(f'<sitemap><loc>{url}</loc></sitemap>' for url in parts)}</sitemapindex>", "utf-8")
    found, failures = _read(index, tmp_path / "copy")
    assert [each.external_id for each in found] == [f"{_SITE}/p0.html", f"{_SITE}/p1.html"]
    assert set(failures) == set(parts[2:])


def test_what_is_no_sitemap_is_refused_as_a_whole(tmp_path: Path) -> None:
    _write(tmp_path / "copy", "a.html", _page(1))
    with pytest.raises(InputError):
        _read(tmp_path / "copy" / "a.html", tmp_path / "copy")
