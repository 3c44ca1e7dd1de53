"""A copy of a site in a folder, read by the site's own sitemap: only what it names is an article, each under its address.

The copy lies as `wget -x` and `httrack` lay it out. Nothing is fetched.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from errno import ENOTDIR
from pathlib import Path, PurePosixPath
from typing import Final, Self
from urllib.parse import SplitResult, unquote, urlsplit

from app.errors import InputError
from app.library.entries import Entry
from app.library.importing import Failure, ImportOptions, read_file, short_id
from app.library.times import read_time
from app.sources import ENDINGS, LONGEST_FACT, ListedPage, Sitemap, read_sitemap
from app.store import ArticleFacts

_LEAVES: Final = ("", ".html", ".htm", "/index.html", "/index.htm")  # how the copy of a page may be called that has no ending
_LONGEST_URL: Final = 2_000
_MISSING: Final = "The folder holds no copy of this page."
_NO_PART: Final = "This part of the sitemap is neither beside it nor in the folder."


@dataclass(frozen=True, slots=True)
class Mirror:
    """The files of some folders by their names under them."""

    files: Mapping[str, Path]

    @classmethod
    def of(cls, folders: Iterable[Path]) -> Self:
        """The copy in these folders.

        Raises: OSError.
        """
        return cls({path.relative_to(folder).as_posix(): path for folder in folders for path in _files_in(folder)})

    def find(self, url: str) -> Path | None:
        """The copy of a page, with or without its host as the first folder."""
        try:
            names = tuple(_names(urlsplit(url)))
        except ValueError:  # a bracket in the place of the host
            return None
        return next((self.files[name] for name in names if name in self.files), None)


def read_mirror(sitemap: Path, mirror: Mirror, reading: ImportOptions) -> Iterator[Entry | Failure]:
    """The articles that the sitemap names, in its order; a failure for each without a copy.

    Raises:
        OSError: the sitemap, or a file of the folder, cannot be read.
        InputError: it is no sitemap.
    """
    for each in _listed(sitemap, mirror):
        if isinstance(each, Failure):
            yield each
            continue
        path = mirror.find(each.url)
        if path is None:
            yield Failure(short_id(each.url), _MISSING)
            continue
        file_name = path.name if path.name.lower().endswith(ENDINGS) else ""  # `index.html?p=1`: its first bytes say what it is
        for article in read_file(path, each.url, reading, file_name):
            yield article if isinstance(article, Failure) else replace(article, facts=_facts(article.facts, each))


def _files_in(folder: Path) -> Iterator[Path]:
    """All files under a folder, whatever their ending: the copy of a page has the name of its address."""
    if not folder.is_dir():
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder))
    return (path for path in folder.rglob("*") if path.is_file())


def _listed(path: Path, mirror: Mirror) -> Iterator[ListedPage | Failure]:
    """The pages of a sitemap, or of all parts of an index."""
    found = read_sitemap(path.read_bytes())
    yield from found.pages
    for url in found.parts:
        part = _part(url, path, mirror)
        yield from part.pages if isinstance(part, Sitemap) else (part,)


def _part(url: str, index: Path, mirror: Mirror) -> Sitemap | Failure:
    """A sitemap that an index names; an index names no index."""
    name = PurePosixPath(unquote(url.partition("?")[0])).name
    beside = index.parent / name
    path = beside if name and beside.is_file() else mirror.find(url)
    if path is None:
        return Failure(short_id(url), _NO_PART)
    try:
        found = read_sitemap(path.read_bytes())
    except InputError as error:
        return Failure(short_id(url), f"This part of the sitemap {error}.")
    return Failure(short_id(url), "This part of the sitemap is an index itself.") if found.parts else found


def _names(url: SplitResult) -> Iterator[str]:
    """How the copy of a page may be called under its folder, the likeliest first."""
    path = unquote(url.path).strip("/")
    asked = f"?{url.query}" if url.query else ""
    for host in (f"{url.netloc}/", ""):
        whole = f"{host}{path}".rstrip("/")
        for leaf in _LEAVES if asked else ():
            yield f"{whole}{leaf}{asked}".lstrip("/")
            yield f"{whole}{leaf}{asked}.html".lstrip("/")
        yield from (f"{whole}{leaf}".lstrip("/") for leaf in _LEAVES)


def _facts(own: ArticleFacts, listed: ListedPage) -> ArticleFacts:
    """What the page says of itself; the sitemap says the rest, and where it stands."""
    title = listed.title if len(listed.title) <= LONGEST_FACT else ""
    return replace(
        own, title=own.title or title, url=listed.url if len(listed.url) <= _LONGEST_URL else own.url,
        published=read_time(listed.published) if own.published is None else own.published,
    )  # fmt: skip
