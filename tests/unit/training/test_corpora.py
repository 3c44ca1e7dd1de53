"""Claims about pairs, articles and labels; the shared folder is only read where it is there."""

import gzip
import json
from pathlib import Path

import pytest

from app.training.examples.corpora import DEFAULT_SHARED, CorpusMissing, CorpusPair, Original, Split, articles, pairs, split_of
from app.training.examples.labels import TaughtLabel, is_honest, label_of

LONG = "goes on about the harbour, its ships and what the council thinks of them."
WORDS = "the wind came up from the sea and took three roofs in the lower town before the bells were rung at noon".split()


def pair(edit: str, reference: str, suspect: str) -> CorpusPair:
    return CorpusPair("p", "o", "c", "news", edit, reference, suspect)


def with_changes(n: int) -> str:
    return (
        " ".join(f"x{i}" if i % (len(WORDS) // n) == 0 and i // (len(WORDS) // n) < n else w for i, w in enumerate(WORDS))
        if n
        else " ".join(WORDS)
    )


@pytest.mark.parametrize(
    ("edit", "n_changed", "label"),
    [
        ("synonyms", 1, TaughtLabel.SPUN),
        ("characters", 1, TaughtLabel.COPIED),
        ("polish", 1, TaughtLabel.COPIED),
        ("polish", 2, None),
        ("polish", 10, TaughtLabel.PARAPHRASED),
        ("paraphrase", 0, TaughtLabel.COPIED),
        ("rewrite", 10, TaughtLabel.PARAPHRASED),
        ("independent", 0, TaughtLabel.COPIED),
        ("independent", 20, TaughtLabel.INDEPENDENT),
        ("wire-repeat", 1, TaughtLabel.COPIED),
        ("same-outlet-followup", 20, TaughtLabel.INDEPENDENT),
    ],
)
def test_a_pair_is_labelled_by_its_edit_and_its_change(edit: str, n_changed: int, label: TaughtLabel | None) -> None:
    assert label_of(pair(edit, " ".join(WORDS), with_changes(n_changed))) is label


def test_an_unknown_edit_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule for edit 'shredded'"):
        label_of(pair("shredded", "a", "b"))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing, match="corpora"):
        next(pairs(Split.TRAIN, tmp_path))
    with pytest.raises(CorpusMissing, match="allsides"):
        next(articles(Split.TRAIN, tmp_path))


def test_articles_of_one_week_stand_on_one_side() -> None:
    days = [Original(str(day), "o", f"2021-03-{day:02}", "t", "x") for day in range(1, 8)]  # Monday to Sunday
    assert len({split_of(article) for article in days}) == 1


def test_an_article_in_a_pair_of_the_other_split_is_left_out(tmp_path: Path) -> None:
    rows = [
        {
            "id": str(n),
            "outlet": "o",
            "date": "",
            "title": "t",
            "text": f"Head {n}\n\nText number {n} {LONG}\n\nMore {n} {LONG}",
        }
        for n in range(40)
    ]
    write(tmp_path / "news" / "allsides.jsonl.gz", rows)
    used = [row["text"] for row in rows if split_of(Original(**row)) is Split.TRAIN][:5]
    fields = {"id": "p", "origin": "o", "corpus": "c", "domain": "d", "edit": "e", "suspect": "s"}
    write(
        tmp_path / "corpora" / "dev" / "c.jsonl.gz",
        [{**fields, "reference": f"Another head\n\n{text[8:]} And more."} for text in used],
    )
    write(tmp_path / "corpora" / "train" / "c.jsonl.gz", [{**fields, "reference": "none"}])
    train = {article.text for article in articles(Split.TRAIN, tmp_path)}
    assert train
    assert train.isdisjoint(used)
    assert train.isdisjoint(article.text for article in articles(Split.DEV, tmp_path))


def write(file: Path, rows: list[dict[str, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.mark.skipif(not (DEFAULT_SHARED / "corpora").exists(), reason="the shared corpora are not on this machine")
def test_dev_has_pairs_of_every_class_but_spun_ones_are_never_honest() -> None:
    some = [pair for row, pair in enumerate(pairs(Split.DEV)) if row % 50 == 0]
    assert {label_of(pair) for pair in some} >= set(TaughtLabel)
    assert not any(is_honest(pair) and label_of(pair) is TaughtLabel.SPUN for pair in some)
