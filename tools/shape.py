"""`make shape`: how the code is built, in figures: files, functions, doors, names of two rooms; other checkouts beside it."""

import argparse
import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from app.compiled import MODULES

ROOT = Path(__file__).resolve().parents[1]
LONG = 40  # lines of a function
_COMPILED = re.compile(r"^( *)(?:cpdef|cdef|def)\b(?! class\b)[^\n=]*\([^\n]*", re.M)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Shape:
    """The figures of one checkout, by name, in the order in which they are shown."""

    name: str
    figures: dict[str, str]

    @classmethod
    def of(cls, folder: Path) -> "Shape":
        """Reads every file of the package, and imports none."""
        files = sorted((folder / "app").rglob("*.py"))
        trees = {path: ast.parse(path.read_text("utf-8")) for path in files}
        sizes = [len(path.read_text("utf-8").splitlines()) for path in files]
        lengths = [length for tree in trees.values() for length in _lengths(tree)]
        compiled = [length for path in (folder / "app").rglob("*.pyx") for length in _compiled_lengths(path.read_text("utf-8"))]
        doors = {path.parent.name: _exports(tree) for path, tree in trees.items() if path.name == "__init__.py"}
        widest = sorted(doors.items(), key=lambda door: -door[1])[:3]
        return cls(
            folder.resolve().name,
            {
                "files": f"{len(files):,}",
                "lines of a file, median / most": f"{median(sizes):.0f} / {max(sizes)}",
                "functions": f"{len(lengths):,}",
                "lines of a function, median / nine in ten under": f"{median(lengths):.0f} / {_tenth(lengths)}",
                f"functions over {LONG} lines": str(sum(length > LONG for length in lengths)),
                f"compiled functions / over {LONG} lines": f"{len(compiled)} / {sum(length > LONG for length in compiled)}",
                "names at a door, median": f"{median(doors.values()):.0f}",
                "widest doors": ", ".join(f"{room} {n}" for room, n in widest),
                "class names in two rooms": str(len(_shared_names(trees, folder))),
                "questions whether a module is compiled": str(sum(_asks(path.read_text("utf-8")) for path in files)),
            },
        )


def _lengths(tree: ast.Module) -> Iterator[int]:
    """Lines of each function, without its docstring and decorators."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            body = node.body[1:] if isinstance(node.body[0], ast.Expr) and len(node.body) > 1 else node.body
            yield (node.end_lineno or node.lineno) - body[0].lineno + 1


def _compiled_lengths(source: str) -> Iterator[int]:
    """Lines of each function of a compiled module, to the next line that is set no deeper than its head."""
    lines = source.splitlines()
    for head in _COMPILED.finditer(source):
        first = source.count("\n", 0, head.start()) + 1
        behind = (
            k for k in range(first, len(lines)) if lines[k].strip() and _depth(lines[k]) <= len(head[1]) and lines[k][0] != ")"
        )
        end = next(behind, len(lines))
        if end - first > 1:
            yield end - first


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _tenth(lengths: list[int]) -> int:
    return sorted(lengths)[int(0.9 * len(lengths))]


def _exports(tree: ast.Module) -> int:
    lists = (node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
    return next((len(each.elts) for each in lists if isinstance(each, ast.List | ast.Tuple)), 0)


def _shared_names(trees: dict[Path, ast.Module], folder: Path) -> set[str]:
    rooms: defaultdict[str, set[str]] = defaultdict(set)
    for path, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                rooms[node.name].add(path.relative_to(folder / "app").parts[0])
    return {name for name, where in rooms.items() if len(where) > 1}


def _asks(source: str) -> int:
    """In the words of both times: whether a module is None, and whether the process is a compiled one."""
    modules = "|".join((*(name.rpartition(".")[2] for name in MODULES), "tables"))
    return len(re.findall(rf"\b(?:{modules}) is (?:not )?None|(?<!def )\bis_compiled\(\)", source))


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(prog="python -m tools.shape", description=__doc__)
    asked.add_argument("others", nargs="*", type=Path, help="folders of other checkouts")
    shapes = [*map(Shape.of, asked.parse_args().others), Shape.of(ROOT)]
    table = Table("figure", *(shape.name for shape in shapes))
    for figure in shapes[-1].figures:
        table.add_row(figure, *(shape.figures[figure] for shape in shapes))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
