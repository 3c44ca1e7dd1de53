"""A lexicon that is mapped from its flat file answers as the one that was unpacked; a file that is not right is made again."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from app.lexicon import Lexicon
from app.lexicon.arrays import read_arrays
from app.lexicon.flat_files import UNUSED_SECONDS, keep_used, map_flat, write_flat

PACKS = Path(__file__).parents[3] / "data" / "lexicon"
ARRAYS = {"table": np.zeros(3, [("lemma", np.int32), ("is_function", np.bool_)]), "marks": np.arange(5, dtype=np.uint8)}


@pytest.fixture
def flat(tmp_path: Path) -> Path:
    write_flat(tmp_path / "made.flat", "these packs", ARRAYS)
    return tmp_path / "made.flat"


def test_what_is_mapped_is_what_was_written(flat: Path) -> None:
    mapped = map_flat(flat, "these packs")
    assert mapped is not None
    assert {name: (array.dtype, array.tolist()) for name, array in mapped.items()} == {
        name: (array.dtype, array.tolist()) for name, array in ARRAYS.items()
    }
    with pytest.raises(ValueError, match="read-only"):
        mapped["marks"][0] = 1


def test_what_was_made_from_other_packs_is_not_mapped(flat: Path) -> None:
    assert map_flat(flat, "other packs") is None


def _cut(content: bytes) -> bytes:
    return content[:-1]


def _altered(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def _emptied(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damaged", [_cut, _altered, _emptied, bytes.upper])
def test_a_damaged_file_is_not_mapped(flat: Path, damaged: Callable[[bytes], bytes]) -> None:
    flat.write_bytes(damaged(flat.read_bytes()))
    assert map_flat(flat, "these packs") is None


def test_a_mapped_lexicon_holds_what_the_packs_hold(tmp_path: Path) -> None:
    counted, english, unpacked = read_arrays(PACKS, None)
    for _ in ("made", "found"):
        assert (counted, english.sets) == ((again := read_arrays(PACKS, tmp_path))[0], again[1].sets)
        assert again[2].keys() == unpacked.keys()
        assert all(np.array_equal(again[2][name], unpacked[name]) for name in unpacked)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_flat_lexicon_is_made_again(tmp_path: Path) -> None:
    Lexicon.load(PACKS, tmp_path)
    (flat,) = tmp_path.iterdir()
    whole = flat.read_bytes()
    flat.write_bytes(whole[:-1_000])
    assert Lexicon.load(PACKS, tmp_path).rows(["police"]).tolist() == Lexicon.load(PACKS).rows(["police"]).tolist()
    assert flat.read_bytes() == whole


def test_other_packs_have_another_flat_file(tmp_path: Path) -> None:
    folder = shutil.copytree(PACKS, tmp_path / "lexicon")
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["files"]["vectors.npz"]
    Lexicon.load(folder, tmp_path / "cache")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert not Lexicon.load(folder, tmp_path / "cache").has_vectors
    assert len(list((tmp_path / "cache").iterdir())) == 2


def _made(path: Path, *, seconds_ago: float) -> Path:
    write_flat(path, "former packs", ARRAYS)
    os.utime(path, (then := time.time() - seconds_ago, then))
    return path


def test_what_nobody_mapped_for_long_is_deleted_while_who_has_it_keeps_it(tmp_path: Path) -> None:
    former = _made(tmp_path / "lexicon-1.flat", seconds_ago=2 * UNUSED_SECONDS)
    mapped = map_flat(former, "former packs")
    half = _made(tmp_path / ".lexicon-1.flatx7", seconds_ago=2 * UNUSED_SECONDS)
    recent = _made(tmp_path / "lexicon-2.flat", seconds_ago=UNUSED_SECONDS / 2)
    of_another = _made(tmp_path / "notes.flat", seconds_ago=2 * UNUSED_SECONDS)
    Lexicon.load(PACKS, tmp_path)
    assert not former.exists()
    assert not half.exists()
    assert recent.exists()
    assert of_another.exists()
    assert mapped is not None
    assert mapped["marks"].tolist() == [0, 1, 2, 3, 4]


def test_what_is_mapped_counts_as_used(tmp_path: Path) -> None:
    Lexicon.load(PACKS, tmp_path)
    (flat,) = tmp_path.iterdir()
    os.utime(flat, (0, 0))
    Lexicon.load(PACKS, tmp_path)
    keep_used(_made(tmp_path / "lexicon-0.flat", seconds_ago=0))
    assert flat.exists()


def test_where_nothing_can_be_written_the_packs_serve(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    lexicon = Lexicon.load(PACKS, tmp_path / "file" / "cache")
    assert lexicon.rows(["police"])[0] < lexicon.n_words


def test_a_comparison_needs_no_words_as_strings(tmp_path: Path) -> None:
    lexicon = Lexicon.load(PACKS, tmp_path)
    row = lexicon.index.get("police")
    assert vars(lexicon.vocabulary).keys() == {"written"} or lexicon.tables is None
    assert row is not None
    assert lexicon.words[row] == "police"
