"""No sentence of the product stands in two places: whoever improves its wording would miss the other one."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app"
_SENTENCE = re.compile(r"[A-Z][^.!?<>{}\n]{25,}[.!?:]")
_MARKUP = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<script.*?</script>|<style.*?</style>|<[^>]*>", re.S)


def sentences_of_code(path: Path) -> Iterator[str]:
    """The sentences in strings that are no docstrings; what is put in is a gap."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield from _SENTENCE.findall(node.value)


def sentences_of_template(path: Path) -> Iterator[str]:
    """The sentences that stand between the marks."""
    for piece in _MARKUP.split(path.read_text("utf-8")):
        yield from _SENTENCE.findall(piece)


def test_no_sentence_stands_twice() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for room in ("report", "views", "web", "cli", "verdict", "service", "pairs"):
        for path in (APP / room).rglob("*.py"):
            for sentence in sentences_of_code(path):
                places[sentence].append(str(path.relative_to(APP)))
        for path in (APP / room).rglob("*.html"):
            for sentence in sentences_of_template(path):
                places[sentence].append(str(path.relative_to(APP)))
    assert len(places) > 100
    assert {sentence: where for sentence, where in places.items() if len(where) > 1} == {}
