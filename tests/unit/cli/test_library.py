"""`unspun library` and `unspun screen`: articles go in, a suspect's source comes out, and what is wrong is one line."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.store import sqlite_url
from tests.unit.cli.forks import forks

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
REFERENCE, SUSPECT = str(SAMPLES / "reference.txt"), str(SAMPLES / "suspect.txt")


@pytest.fixture(autouse=True)
def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSPUN_DATABASE_URL", sqlite_url(tmp_path / "unspun.db"))


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments], input=given)


def test_the_way_of_an_article_from_adding_to_removing(tmp_path: Path) -> None:
    assert run("library", "add", "mine", REFERENCE, "--title", "The wall", "--id", "wall").stdout == "added\n"
    assert run("library", "add", "mine", REFERENCE, "--title", "The wall", "--id", "wall").stdout == "unchanged\n"
    assert run("library", "add", "mine", REFERENCE, "--title", "A wall", "--id", "wall").stdout == "replaced\n"
    assert "mine\t1 article\t" in run("library", "list").stdout
    assert run("library", "list", "mine").stdout.startswith("wall\tA wall")
    found = run("screen", SUSPECT, "--library", "mine", "--reports", str(tmp_path / "pages"))
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Spun: 1 source")
    assert "mine / wall: A wall" in found.stdout
    assert (tmp_path / "pages" / "1.html").read_text("utf-8").startswith("<!doctype html>")
    answer = json.loads(run("screen", SUSPECT, "--library", "mine", "--json").stdout)
    assert (answer["label"], answer["sources"][0]["external_id"]) == ("spun", "wall")
    exported = tmp_path / "mine.jsonl"
    exported.write_text(run("library", "export", "mine").stdout, "utf-8")
    assert run("library", "import", "other", str(exported)).stdout == "1 added, 0 replaced, 0 unchanged, 0 failed\n"
    assert run("library", "remove", "mine", "wall").stdout == "1 removed\n"
    assert run("screen", SUSPECT, "--library", "mine").stdout.startswith("No source found")
    assert run("library", "reindex", "other").exit_code == 0
    assert run("library", "check").stdout == "index and store hold the same\n"
    assert run("library", "remove", "other", "--whole").stdout == "1 removed\n"
    assert "other" not in run("library", "list").stdout


@pytest.mark.parametrize(
    "arguments",
    [("library", "list"), ("library", "remove", "mine"), ("keys", "revoke"), ("screen", SUSPECT, "--library")],
    ids=" ".join,
)
def test_an_argument_that_is_no_text_is_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    environment = os.environ | {"UNSPUN_DATABASE_URL": sqlite_url(tmp_path / "unspun.db")}
    assert run("library", "add", "mine", REFERENCE).exit_code == 0
    ended = forks().run("app.cli:main", [*arguments, "caf\udce9"], environment)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.decode() == "unspun: caf\\udce9: the argument is not UTF-8\n"


def test_a_failure_is_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"external_id": "a"}\n', "utf-8")
    assert run("library", "import", "mine", str(tmp_path / "in.jsonl")).stdout.endswith("1 failed\n")
    assert run("library", "list", "mine", "--failures").stdout.startswith("a\t")


def test_a_copied_site_is_imported_by_its_sitemap(tmp_path: Path) -> None:
    copy, sitemap = tmp_path / "copy", tmp_path / "sitemap.txt"
    copy.mkdir()
    for name in ("wall", "tags"):
        (copy / name).write_bytes(Path(REFERENCE).read_bytes())
    sitemap.write_text("https://example.org/wall\nhttps://example.org/gone\n", "utf-8")
    done = run("library", "import", "mine", str(copy), "--sitemap", str(sitemap))
    assert done.stdout == "1 added, 0 replaced, 0 unchanged, 1 failed\n"
    assert run("library", "list", "mine").stdout.startswith("https://example.org/wall\t")
    for wrong in (
        (str(copy), "--sitemap", str(copy / "wall")),
        (str(copy), "--sitemap", "none"),
        (REFERENCE, "--sitemap", str(sitemap)),
    ):
        refused = run("library", "import", "mine", *wrong)
        assert (refused.exit_code, refused.stdout) == (2, "")


def test_a_corpus_is_screened_at_once(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "pairs.jsonl"
    corpus.mkdir()
    for path in (REFERENCE, SUSPECT):
        (corpus / Path(path).name).write_bytes(Path(path).read_bytes())
    (corpus / "bad.jsonl").write_text('{"external_id": "bad"}\n', "utf-8")
    swept = run("screen", "--corpus", str(corpus), "--itself", "--out", str(out))
    assert (swept.exit_code, swept.stdout) == (0, "2 articles, 1 pair, 1 compared\n"), swept.output
    assert swept.stderr.startswith("bad: ")
    (pair,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert (pair["suspect"], pair["reference"], pair["label"]) == ("suspect.txt", "reference.txt", "spun")
    run("library", "add", "mine", REFERENCE, "--id", "wall")
    swept = run("screen", "--corpus", SUSPECT, "--library", "mine", "--out", str(out), "--compare", "0")
    assert swept.stdout == "1 article, 1 pair, 0 compared\n"
    assert json.loads(out.read_text("utf-8"))["reference"] == "wall"


def test_pairs_that_can_be_written_nowhere_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for out in (tmp_path / "folder.csv", tmp_path / "none" / "pairs.csv"):
        refused = run("screen", "--corpus", "no-such-file", "--itself", "--out", str(out))
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
        assert str(out) in refused.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("library", "add", "no/name", REFERENCE),
        ("library", "add", "mine", "no-such-file"),
        ("library", "add", "mine", "-"),
        ("library", "add", "mine", REFERENCE, "--id", "a" * 201),
        ("library", "add", "mine", REFERENCE, "--id", "a\tb"),
        ("library", "add", "mine", REFERENCE, "--published", "soon"),
        ("library", "import", "mine", "no-such-file"),
        ("library", "list", "unknown"),
        ("library", "export", "unknown"),
        ("library", "reindex", "unknown"),
        ("library", "remove", "unknown", "a"),
        ("library", "remove", "unknown"),
        ("screen", SUSPECT, "--library", "unknown"),
        ("screen",),
        ("screen", SUSPECT),
        ("screen", SUSPECT, "--library", "mine", "--out", "pairs.csv"),
        ("screen", SUSPECT, "--library", "mine", "--itself"),
        ("screen", "--corpus", SUSPECT, "--itself"),
        ("screen", "--corpus", SUSPECT, "--out", "pairs.csv"),
        ("screen", "--corpus", SUSPECT, "--itself", "--library", "mine", "--out", "pairs.csv"),
        ("screen", SUSPECT, "--corpus", SUSPECT, "--itself", "--out", "pairs.csv"),
        ("screen", "--corpus", SUSPECT, "--itself", "--out", "pairs.xlsx"),
        ("screen", "--corpus", SUSPECT, "--itself", "--out", "pairs.csv", "--master", "local[2]"),
        ("screen", "--corpus", SUSPECT, "--itself", "--out", "pairs.csv", "--engine", "spark", "--master", "nowhere"),
        ("screen", "--corpus", SUSPECT, "--itself", "--out", "pairs.csv", "--exclude", "author"),
        ("screen", "--corpus", SUSPECT, "--itself", "--out", "pairs.csv", "--reports", "pages", "--json"),
        ("screen", SUSPECT, "--library", "mine", "--engine", "spark"),
        ("screen", "--corpus", "no-such-file", "--itself", "--out", "pairs.csv"),
        ("screen", "--corpus", SUSPECT, "--itself", "--out", "no-such-folder/pairs.csv"),
        ("screen", "--corpus", SUSPECT, "--library", "unknown", "--out", "pairs.csv"),
        ("screen", SUSPECT, "--library", "unknown", "--exclude", "moon"),
        ("screen", SUSPECT, "--library", "unknown", "--published", "soon"),
        ("screen", "no-such-file", "--library", "unknown"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments, given="")
    assert ended.exit_code == 2, ended.output
    assert ended.stderr.startswith("unspun: ")
    assert ended.stderr.count("\n") == 1
