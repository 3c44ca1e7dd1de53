"""Pages: whatever markup comes in, a document or a refusal comes out."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import InputError
from app.text import read_html
from tests.fuzz.reader import check_document
from tests.fuzz.targets import Check, Target

_PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<b a=1>", "<b/>", "</i>", "<table>", "<tr>", "<td>", "<svg>", "<g>", "<math>",
    "<mi>", "<style>", "</style>",
    "<script>", "</script>", "<!--", "-->", "<![CDATA[", "]]>", "<title>", "<textarea>", "<select>", "<option>",
    "<template>", "</template>",
    "<article>", "</article>", "<main>", "<br>", "<a href='", "'", '"', "=", ">", "<", "/", "&amp;", "&#0;", "&",
    "<span hidden>", "</span>",
    "<p style='display:none'>", "<plaintext>", "<frameset>", "<body>", "</body>", "<li>", "<button>",
    "words of a page ", "\0", "\u200b",
)  # fmt: skip


@contextmanager
def _open_check() -> Iterator[Check]:
    yield _check


def _check(example: bytes) -> None:
    try:
        document = read_html(example.decode("utf-8", "replace"))
    except InputError:
        return
    check_document(document)


TARGET = Target("markup", tuple(piece.encode() for piece in _PIECES), _open_check)
