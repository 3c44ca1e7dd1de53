"""docs/architecture.md, README and CONTRIBUTING name every room and nothing that is not there."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "architecture.md").read_text("utf-8")
ROOMS = re.findall(r"^\| `(\w+)` \|", DOC, re.MULTILINE)
CODE = re.findall(r"`(app(?:\.\w+)+)`", DOC)
WINGS = re.findall(r"^\| `(\w+)/` \|", DOC, re.MULTILINE)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
LAYERS = {contract["containers"][0]: contract["layers"] for contract in CONTRACTS if contract["type"] == "layers"}


def at_the_top() -> set[str]:
    """Names of the rooms and modules of `app/`."""
    return {path.stem for path in (ROOT / "app").iterdir() if path.stem[0] != "_" and (path.suffix == ".py" or has_door(path))}


def has_door(path: Path) -> bool:
    return (path / "__init__.py").exists()


def folders() -> set[str]:
    return {name for name in at_the_top() if has_door(ROOT / "app" / name)}


def section(file: str, heading: str) -> str:
    text = (ROOT / file).read_text("utf-8")
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_the_table_of_rooms_names_everything_at_the_top_of_app_once() -> None:
    assert sorted(ROOMS) == sorted(at_the_top())


def test_the_table_of_rooms_stands_in_the_order_of_the_import_contract() -> None:
    layer = {name.strip(): place for place, names in enumerate(reversed(LAYERS["app"])) for name in names.split("|")}
    places = [layer[room] for room in ROOMS]
    assert places == sorted(places)


@pytest.mark.parametrize("name", sorted(set(CODE)))
def test_every_name_of_the_code_exists_behind_its_door(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert hasattr(import_module(module), attribute)


def test_every_room_has_a_contract_that_protects_its_door() -> None:
    protected = {room for each in CONTRACTS if each["type"] == "protected" for room in each["protected_modules"]}
    assert protected == {f"app.{room}.*" for room in (*folders(), *(f"training.{wing}" for wing in WINGS))}


def test_the_wings_of_training_are_named_in_the_order_of_their_contract_and_nothing_lies_beside_them() -> None:
    assert list(reversed(LAYERS["app.training"])) == WINGS
    assert {path.name for path in (ROOT / "app" / "training").iterdir() if path.name != "__pycache__"} == {*WINGS, "__init__.py"}


def test_what_a_person_starts_is_a_command() -> None:
    """Its help and its refusals are those of `unspun`; the modules that start are processes which the code itself starts."""
    entry = re.compile(r"""python3? -m app\.|__name__ == ["']__main__""")
    suffixes = (".py", ".pyx", ".md", ".json", "")
    places = [path for room in ("app", "docs", "data") for path in (ROOT / room).rglob("*.*") if path.suffix in suffixes]
    named = [*places, *ROOT.glob("*.md"), ROOT / "Makefile"]
    started = {str(path.relative_to(ROOT)) for path in named if entry.search(path.read_text("utf-8"))}
    assert started == {"app/text/nesting_reader.py", "app/sources/pdf_reader.py", "app/views/pdf_writer.py"}


@pytest.mark.parametrize(
    ("file", "heading"), [("README.md", "Where things are"), ("CONTRIBUTING.md", "How the code is laid out")]
)
def test_the_first_pages_name_every_room_and_nothing_that_is_not_there(file: str, heading: str) -> None:
    named = {word for code in re.findall(r"`([^`]+)`", section(file, heading)) for word in code.split(" → ")}
    single = {word for word in named if re.fullmatch(r"[a-z]+", word)} - {"exhaustive"}
    assert single == folders()
    assert [path for path in named if path.endswith("/") and not (ROOT / path).is_dir()] == []


def test_every_file_that_the_page_names_exists() -> None:
    named = re.findall(r"`((?:\w+/)+[\w.]+\.(?:py|pyx|toml|md))`", DOC)
    assert [path for path in named if not any((ROOT / folder / path).exists() for folder in ("", "app"))] == []
    assert named


def test_no_page_of_ours_points_outside_the_repository() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md"))]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))]
    assert [(page.name, link) for page, link in links if "://" not in link and not (page.parent / link).exists()] == []
