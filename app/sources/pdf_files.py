"""The text of a PDF. The file is read by a process of its own, because a hostile one can hang or kill its reader."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson

from app.errors import TextTooLong, UnreadableInput
from app.sources.manuscripts import FileText, Manuscript
from app.sources.pdf_lines import write_pages
from app.sources.pdf_reader import PdfLine
from app.text import About

MAX_PAGES = 500
CPU_SECONDS = 20  # a page of an article takes about 10 ms
WALL_SECONDS = 40.0
MEMORY_BYTES = 1_000_000_000  # address space; pdfium itself maps about 100 MB
_READER = Path(__file__).with_name("pdf_reader.py")
_REFUSALS = {
    "locked": "is locked with a password; save it without one",
    "damaged": "is no PDF that can be read",
    "pages": f"has more than {MAX_PAGES} pages",
    "empty": "holds no text (a scan?)",
    "slow": f"takes more than {CPU_SECONDS} seconds to read",
    "memory": "takes too much memory to read",
}


def pdf_text(content: bytes, max_characters: int) -> FileText:
    """The text of a PDF, its lines joined to paragraphs; costs a process of about .2 s besides the pages.

    Raises:
        TextTooLong: more than `max_characters`; the rest is not even read.
        UnreadableInput: locked, damaged, without text, or too costly to read.
    """
    answer = _ask(content, max_characters)
    if answer.get("refused") == "characters":
        raise TextTooLong(f"The file holds more than {max_characters:,} characters, which is the limit.")
    if "pages" not in answer:
        raise UnreadableInput(_REFUSALS[answer.get("refused", "damaged")])
    out = Manuscript(max_characters)
    write_pages([[PdfLine(**line) for line in page] for page in answer["pages"]], out)
    return out.finish(About())


def _ask(content: bytes, max_characters: int) -> dict[str, Any]:
    limits = (max_characters, MAX_PAGES, CPU_SECONDS, MEMORY_BYTES)
    try:
        done = subprocess.run(  # noqa: S603 - our own file in our own Python; the upload is its standard input
            [sys.executable, "-I", str(_READER), *map(str, limits)],
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "slow"}
    if done.returncode:
        return {"refused": "slow" if done.returncode in _STOPPED else "damaged"}
    answer: dict[str, Any] = orjson.loads(done.stdout)
    return answer


_STOPPED = (-24, -9)  # SIGXCPU at the soft limit, SIGKILL at the hard one
