"""How a language is written, as far as reading asks for it: what ends no sentence, what an apostrophe joins, what notes say.

The words stand in the language's pack (`data/lexicon/english.json`), the forms in which they are looked for where they are
used. A document is read by the orthography that is named, else by that of the pack which is shipped.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from re import escape
from typing import Any, Self

from app.home import home


@dataclass(frozen=True, slots=True, eq=False)
class Orthography:
    """The words of a language that reading asks for, in small letters.

    `abbreviations` end in a point that ends no sentence; behind an acronym with points one of `openers` begins a sentence;
    `letter_words` are words of one letter, and no initials. `contractions` hold an apostrophe, and are endings; `clipped` are
    words that lost their beginning to one, `leaning` those of them that lean on the word before. `units` are measured in powers,
    `unit_words` are such that are words, too. `notes` is what editors write in brackets, `note_names` what a numbered note is
    called, `asked` what a template asks to be filled in.
    """

    abbreviations: frozenset[str]
    openers: frozenset[str]
    letter_words: frozenset[str]
    contractions: tuple[str, ...]
    clipped: tuple[str, ...]
    leaning: tuple[str, ...]
    units: frozenset[str]
    unit_words: tuple[str, ...]
    notes: tuple[str, ...]
    note_names: tuple[str, ...]
    asked: tuple[str, ...]

    @classmethod
    def of(cls, pack: Mapping[str, Any]) -> Self:
        """The orthography of a pack's JSON."""
        kept = pack["reading"]
        return cls(
            abbreviations=frozenset(kept["abbreviations"]),
            openers=frozenset(kept["sentence_openers"]),
            letter_words=frozenset(kept["words_of_one_letter"]),
            contractions=tuple(pack["contractions"]),
            clipped=tuple(kept["clipped_words"]),
            leaning=tuple(kept["leaning_words"]),
            units=frozenset(kept["units_in_powers"]),
            unit_words=tuple(kept["unit_words"]),
            notes=tuple(kept["editors_notes"]),
            note_names=tuple(kept["names_of_notes"]),
            asked=tuple(kept["asked_for"]),
        )


def shipped_pack() -> dict[str, Any]:
    """What the pack that is shipped says of its language. Read anew: whoever asks keeps what it needs."""
    content: dict[str, Any] = json.loads((home() / "data" / "lexicon" / "english.json").read_bytes())
    return content


@cache
def shipped_orthography() -> Orthography:
    """The orthography by which a document is read when none is named."""
    return Orthography.of(shipped_pack())


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of `words`; for none of them one that nothing meets."""
    return f"(?:{'|'.join(map(escape, words)) or '(?!)'})"
