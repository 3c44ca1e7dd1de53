"""A lexicon folder is read only as its manifest describes it; keys survive their encoding; lookups match a dict."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import LexiconError
from app.lexicon import LEVELS, Lexicon, decode_keys, encode_keys, levels
from app.lexicon.pairs import pair_table

PACKS = Path(__file__).parents[3] / "data" / "lexicon"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(PACKS, tmp_path / "lexicon")


@pytest.mark.parametrize("name", ["words.txt.gz", "columns.npz", "relations.npz", "bigrams.npz", "vectors.npz", "english.json"])
def test_an_altered_pack_is_refused(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(LexiconError, match=name):
        Lexicon.load(folder)


def test_a_missing_pack_is_refused(folder: Path) -> None:
    (folder / "relations.npz").unlink()
    with pytest.raises(LexiconError, match=r"relations\.npz"):
        Lexicon.load(folder)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="manifest"):
        Lexicon.load(tmp_path)


def test_another_format_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(LexiconError, match="format 99"):
        Lexicon.load(folder)


def test_a_lexicon_without_vectors_knows_no_similarity(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["files"]["vectors.npz"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    lexicon = Lexicon.load(folder)
    assert not lexicon.has_vectors
    assert np.isnan(lexicon.similarity(lexicon.rows(["police"]), lexicon.rows(["cops"]))).all()


def test_the_manifest_tells_size_and_origin_of_every_file() -> None:
    manifest = json.loads((PACKS / "manifest.json").read_text())
    packs = {path.name for path in PACKS.iterdir()} - {"manifest.json", "NOTICE.md", "CARD.md"}
    assert packs == set(manifest["files"])
    for name, entry in manifest["files"].items():
        assert entry["bytes"] == (PACKS / name).stat().st_size
        assert all(entry[key] for key in ("rows", "source", "licence", "command"))


@given(st.sets(st.integers(0, 2**32 - 1)))
def test_keys_survive_their_encoding(numbers: set[int]) -> None:
    keys = np.array(sorted(numbers), dtype=np.uint64)
    assert np.array_equal(decode_keys(encode_keys(keys)), keys)


@given(st.integers(3, 240_000))
def test_a_count_survives_as_one_byte_within_two_percent_or_so(count: int) -> None:
    (level,) = levels(np.array([count]))
    assert level > 0
    assert LEVELS[level] == pytest.approx(count, rel=0.023)


def test_keys_too_far_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="below"):
        encode_keys(np.array([1, 2**33], dtype=np.uint64))


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.integers(1, 255)))
def test_a_table_answers_like_a_dict(stored: dict[tuple[int, int], int]) -> None:
    ordered = sorted(stored)
    keys = np.array([left * 10 + right for left, right in ordered], dtype=np.uint64)
    table = pair_table(10, encode_keys(keys), np.array([stored[pair] for pair in ordered], dtype=np.uint8))
    left, right = np.divmod(np.arange(100, dtype=np.int32), 10)
    expected = [stored.get(pair, 0) for pair in zip(left.tolist(), right.tolist(), strict=True)]
    assert table.lookup(left, right).tolist() == expected
