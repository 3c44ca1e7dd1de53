"""Claims about pairs by published tools: what counts as swapped, and what a pair is called. All texts are our own."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.training.examples.corpora import DEFAULT_SHARED, CorpusMissing, Split, articles
from app.training.examples.labels import TaughtLabel
from app.training.examples.tools import FAMILIES, label_of_swaps, plain_words, swapped_share, tool_examples, tool_pairs

TEXT = (
    "The council of Marrow Bay doesn't want the well-known bridge repaired before spring, its mayor said on Thursday evening. "
    * 8
)


def row(tool: str, suspect: str, origin: str = "news-a", domain: str = "news") -> dict[str, str]:
    return {"id": f"{tool}/{origin}", "origin": origin, "corpus": "real-spinner", "domain": domain, "edit": tool,
            "reference": TEXT, "suspect": suspect}  # fmt: skip


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    def write(file: Path, rows: list[dict[str, str]]) -> None:
        file.parent.mkdir(parents=True)
        file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))

    spun = TEXT.replace("repaired", "mended")
    slight = TEXT.replace("spring", "leap", 1)
    dev = "A speech about boats that nobody has heard before, given by the old harbour master of Low Bay. "
    rows = [row("swapper", spun), row("swapper", slight, "news-b"), row("aphanis", spun), row("other", TEXT.lower())]
    rows.append(row("swapper", dev, "apt-1", "speech") | {"reference": dev})
    write(tmp_path / "spinners" / "pairs.jsonl.gz", rows)
    write(tmp_path / "corpora" / "dev" / "apt-eval.jsonl.gz", [row("polish", dev, "apt-1") | {"reference": dev}])
    return tmp_path


def test_case_and_marks_are_no_words() -> None:
    for text in ("Doesn't well-known “U.S.”", "doesn ’ t well known u . s .", "does n't WELL - KNOWN U. S."):
        assert plain_words(text) == ["doesnt", "well", "known", "u", "s"]


def test_only_swapped_words_count() -> None:
    assert swapped_share(TEXT, TEXT.lower().replace(",", "")) == 0
    assert swapped_share(TEXT, TEXT.replace("spring", "leap")) == pytest.approx(1 / 20)


@pytest.mark.parametrize(
    ("swapped", "n_words", "label"),
    [
        (0.005, 400, TaughtLabel.COPIED),
        (0.02, 400, None),
        (0.05, 400, TaughtLabel.SPUN),
        (0.05, 60, None),
        (0.2, 60, TaughtLabel.SPUN),
    ],
)
def test_few_swapped_words_give_no_label(swapped: float, n_words: int, label: TaughtLabel | None) -> None:
    assert label_of_swaps("word " * n_words, swapped) == label


def test_pairs_are_labelled_by_what_was_swapped_but_for_tools_that_swap_nothing(shared: Path) -> None:
    labels = {(made.tool, made.pair.origin): made.label for made in tool_pairs(shared)}
    assert labels["swapper", "news-a"] is TaughtLabel.SPUN
    assert labels["swapper", "news-b"] is TaughtLabel.COPIED
    assert labels["aphanis", "news-a"] is TaughtLabel.COPIED
    assert labels["other", "news-a"] is TaughtLabel.COPIED


def test_an_original_of_dev_is_never_trained_on(shared: Path) -> None:
    assert [e.origin for e in tool_examples(Split.DEV, shared)] == ["apt-1"]
    assert {e.origin for e in tool_examples(Split.TRAIN, shared)} == {"a", "b"}


def test_tools_can_be_left_out(shared: Path) -> None:
    assert {e.edit for e in tool_examples(Split.TRAIN, shared, ("swapper", "aphanis"))} == {"other"}


def test_missing_pairs_are_said_by_name(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing, match=r"pairs\.jsonl\.gz"):
        list(tool_pairs(tmp_path))


def handed() -> Iterator[str]:
    if not (DEFAULT_SHARED / "spinners").exists():
        pytest.skip(f"needs the handed pairs in {DEFAULT_SHARED.absolute()}")
    yield from (made.tool for made in tool_pairs(DEFAULT_SHARED))


def test_every_handed_tool_is_in_one_family() -> None:
    tools = set(handed())
    assert sorted(tool for family in FAMILIES for tool in family) == sorted(tools)


def test_no_handed_original_for_training_is_an_article_of_dev() -> None:
    list(handed())
    texts = {article.text for article in articles(Split.DEV, DEFAULT_SHARED)}
    assert not {e.reference for e in tool_examples(Split.TRAIN, DEFAULT_SHARED)} & texts
