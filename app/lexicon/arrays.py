"""The arrays of a lexicon, unpacked from its folder, or mapped from a flat file that was made of them."""

import hashlib
import logging
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.lexicon.embeddings import Floats, place_vectors
from app.lexicon.english import English
from app.lexicon.flat_files import keep_used, map_flat, write_flat
from app.lexicon.kinds import PartOfSpeech
from app.lexicon.packs import Arrays, read_manifest, read_verified, unpack_arrays, unpack_words
from app.lexicon.pairs import pair_table
from app.lexicon.phrases import phrase_table

FLAT_FORMAT: Final = 2
"""Goes up with every change of what is derived from the packs here."""

UNSEEN_COUNT: Final = 0.5
UNKNOWN_COUNT: Final = 0.25
"""Occurrences granted to a word the news never used, and to a word the lexicon does not know."""

_log = logging.getLogger("app.lexicon")


def read_arrays(folder: Path, cache: Path | None) -> tuple[int, English, Arrays]:
    """How many words were counted, the closed sets, and the arrays by name; see `Lexicon.load`.

    Raises:
        LexiconError.
    """
    manifest = read_manifest(folder)
    english = English.read(read_verified(folder, "english.json", manifest))
    return int(manifest["n_counted"]), english, _arrays(folder, cache, manifest, english)


def _arrays(folder: Path, cache: Path | None, manifest: dict[str, Any], english: English) -> Arrays:
    if cache is None:
        return _unpacked(folder, manifest, english)
    # the manifest names the sha256 of every pack
    made_from = hashlib.sha256((folder / "manifest.json").read_bytes() + bytes([FLAT_FORMAT])).hexdigest()
    path = cache / f"lexicon-{made_from[:16]}.flat"
    mapped = map_flat(path, made_from)
    if mapped is None:
        unpacked = _unpacked(folder, manifest, english)
        try:
            write_flat(path, made_from, unpacked)
        except OSError as error:
            _log.info("the lexicon cannot be kept flat", extra={"error_type": type(error).__name__})
        mapped = map_flat(path, made_from) or unpacked
    keep_used(path)
    return mapped


def _unpacked(folder: Path, manifest: dict[str, Any], english: English) -> Arrays:
    words = unpack_words(read_verified(folder, "words.txt.gz", manifest))
    columns = unpack_arrays(read_verified(folder, "columns.npz", manifest))
    index = dict(zip(words, range(len(words)), strict=True))
    phrases = phrase_table(words, index)
    return {
        "table": _side_by_side(columns | {"log_frequency": _log_frequency(columns["count"], int(manifest["n_counted"]))}),
        "words": np.frombuffer("\n".join(words).encode(), np.uint8),
        "is_closed": _closed(english, index, columns["main_part"]),
        "openings": _openings(english, index),
        "phrase keys": phrases.keys,
        "phrase rows": phrases.rows,
        **_pairs(folder, manifest, "pair", len(words) + 1),
        **_pairs(folder, manifest, "bigram", len(words) + 1),
        **_vectors(folder, manifest, index, columns["lemma"]),
    }


def _openings(english: English, index: dict[str, int]) -> NDArray[np.uint8]:
    marks = np.zeros(len(index) + 1, np.uint8)
    marks[-1] = 3
    sounded = {one for one, _ in english.homophones}
    amounts = (*english.amounts.known, *(word for word in index if "-" in word and english.amounts.counts(word)))
    for mark, words in ((1, english.opens_style), (2, english.contracted), (4, sounded), (8, amounts)):
        marks[[row for word in words if (row := index.get(word)) is not None]] |= mark
    return marks


def _closed(english: English, index: dict[str, int], main_part: NDArray[np.uint8]) -> NDArray[np.bool_]:
    closed: NDArray[np.bool_] = main_part == int(PartOfSpeech.NUMBER)
    closed[-1] = True
    rows = (index.get(word) for word in (*english.sets, *english.joining))
    closed[[row for row in rows if row is not None]] = True
    return closed


def _side_by_side(columns: Arrays) -> NDArray[Any]:
    """The columns as fields of one table: what is known of a word lies in one cache line, not in eleven."""
    widest_first = sorted(columns.items(), key=lambda column: -column[1].itemsize)
    table = np.empty(len(columns["lemma"]), [(name, values.dtype) for name, values in widest_first])
    for name, values in columns.items():
        table[name] = values
    return table


def _log_frequency(count: NDArray[np.uint32], n_counted: int) -> Floats:
    smooth = np.maximum(count.astype(np.float32), np.float32(UNSEEN_COUNT))
    smooth[-1] = UNKNOWN_COUNT
    logs: Floats = np.log(smooth / np.float32(n_counted))
    return logs


_PACKS: Final = {"pair": "relations.npz", "bigram": "bigrams.npz"}


def _pairs(folder: Path, manifest: dict[str, Any], name: str, base: int) -> Arrays:
    pack = unpack_arrays(read_verified(folder, _PACKS[name], manifest))
    table = pair_table(base, pack["keys"], pack["values"])
    return {f"{name} entries": table.entries, f"{name} heads": table.heads}


def _vectors(folder: Path, manifest: dict[str, Any], index: dict[str, int], lemma: NDArray[np.int32]) -> Arrays:
    """Nothing where the folder has none."""
    if "vectors.npz" not in manifest["files"]:
        return {}
    pack = unpack_arrays(read_verified(folder, "vectors.npz", manifest))
    words = pack["words"].tobytes().decode().split("\n")
    return {"places": place_vectors(words, index, lemma), "vectors": pack["vectors"], "scales": pack["scales"]}
