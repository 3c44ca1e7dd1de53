"""Ways from an article to files: each writes all articles and gives back their names and bytes, in order."""

import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.round_trips import news, pages
from tests.round_trips.articles import Article

File = tuple[str, bytes]
_TEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "£": r"\pounds{}", "’": "'"}
_LONGEST_CALL = 1800  # seconds that one program may take for all articles


@dataclass(frozen=True, slots=True)
class Way:
    """A way, what writes it, and the program that it needs (Debian's package in brackets where its name differs)."""

    name: str
    write: Callable[[Sequence[Article]], list[File]]
    program: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the program is on this machine."""
        return not self.program or shutil.which(self.program.partition(" ")[0]) is not None


def _each(ending: str, write: Callable[[Article], str | bytes], articles: Sequence[Article]) -> list[File]:
    written = (write(article) for article in articles)
    return [(f"a{ending}", each.encode() if isinstance(each, str) else each) for each in written]


def _docx(article: Article) -> bytes:
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.add_heading(article.headline, 0)
    for k, paragraph in enumerate(article.paragraphs):
        document.add_heading(paragraph, 2) if k in article.subheads else document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _weasyprint(article: Article) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415

    written: bytes = HTML(string=pages.plain(article)).write_pdf()
    return written


def _libreoffice(target: str, source: str, write: Callable[[Article], str | bytes], articles: Sequence[Article]) -> list[File]:
    """All files converted by one call."""
    with TemporaryDirectory() as folder:
        names = []
        for k, (_, content) in enumerate(_each(source, write, articles)):
            (path := Path(folder, f"a{k:04}{source}")).write_bytes(content)
            names.append(str(path))
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", f"{folder}/out", *names]
        subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST_CALL)
        return [(f"a.{target}", Path(folder, "out", f"a{k:04}.{target}").read_bytes()) for k in range(len(articles))]


def _chromium(articles: Sequence[Article]) -> list[File]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        files = []
        for article in articles:
            page.set_content(pages.plain(article))
            files.append(("a.pdf", page.pdf()))
        browser.close()
    return files


def _pdftex(encoding: str, articles: Sequence[Article]) -> list[File]:
    with TemporaryDirectory() as folder:
        return [("a.pdf", _typeset(article, encoding, Path(folder))) for article in articles]


def _typeset(article: Article, encoding: str, folder: Path) -> bytes:
    blocks = (rf"\subsection*{{{_tex(p)}}}" if k in article.subheads else _tex(p) for k, p in enumerate(article.paragraphs))
    fonts = r"\usepackage[T1]{fontenc}" if encoding == "T1" else ""
    head = (
        rf"\documentclass{{article}}{fonts}\usepackage[utf8]{{inputenc}}\begin{{document}}\section*{{{_tex(article.headline)}}}"
    )
    (folder / "a.tex").write_text("\n\n".join((head, *blocks, r"\end{document}")), "utf-8")
    command = ["pdflatex", "-interaction=batchmode", "a.tex"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_LONGEST_CALL)
    return (folder / "a.pdf").read_bytes()


def _tex(text: str) -> str:
    return "".join(_TEX.get(each, each) for each in text)


WAYS = (
    *(Way(f"HTML of {name}", partial(_each, ".html", write)) for name, write in pages.SYSTEMS.items()),
    Way("Word by python-docx", partial(_each, ".docx", _docx)),
    Way("Word by LibreOffice", partial(_libreoffice, "docx", ".docx", _docx), "soffice (libreoffice-writer-nogui)"),
    Way("OpenDocument by LibreOffice", partial(_libreoffice, "odt", ".docx", _docx), "soffice (libreoffice-writer-nogui)"),
    Way("RTF by LibreOffice", partial(_libreoffice, "rtf", ".docx", _docx), "soffice (libreoffice-writer-nogui)"),
    Way("EPUB", partial(_each, ".epub", news.epub)),
    Way("PDF by WeasyPrint", partial(_each, ".pdf", _weasyprint)),
    Way("PDF by LibreOffice", partial(_libreoffice, "pdf", ".docx", _docx), "soffice (libreoffice-writer-nogui)"),
    Way("PDF by Chromium", _chromium, "chromium"),
    Way("PDF by pdfTeX, OT1", partial(_pdftex, "OT1"), "pdflatex (texlive-latex-base)"),
    Way("PDF by pdfTeX, T1", partial(_pdftex, "T1"), "pdflatex (texlive-latex-base)"),
    Way("NITF", partial(_each, ".xml", news.nitf)),
    Way("NewsML-G2", partial(_each, ".xml", news.newsml_g2)),
    Way("ninjs", partial(_each, ".json", news.ninjs)),
    Way("WordPress export (WXR)", partial(_each, ".xml", news.wxr)),
    Way("RSS", partial(_each, ".xml", news.rss)),
)
