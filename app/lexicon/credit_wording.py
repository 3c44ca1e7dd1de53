"""How a language credits news agencies: their names and the forms of credits, as `data/lexicon/english.json` writes them.

The forms are patterns in which `<part>` stands for another pattern of `parts`, `<sure>` for the name of an agency, `<any>` also
for one that means other things; as characters among others these are `<one_sure>` and `<one_other>`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Self

Forms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnnamedForm:
    """A credit that names no agency: what it says, letters in small without which there is none, and its pattern."""

    says: str
    sign: str
    pattern: str


@dataclass(frozen=True, slots=True, eq=False)
class CreditWording:
    """The names of agencies, and the forms in which they are credited; each wording is equal to itself only.

    `names` mean nothing else at the place of a credit, `names_of_more` mean many things, `names_of_places` are also a state's.
    `small` are first words in small letters. `signatures` stand where only an agency's own copy has them. `byline` begins a line
    with a reporter's name, `picture` is said of what is none of a text.
    """

    names: Forms
    names_of_more: Forms
    names_of_places: frozenset[str]
    small: Forms
    signatures: tuple[tuple[str, str], ...]
    byline: str
    picture: str
    parts: Mapping[str, str]
    forms: Mapping[str, Forms]
    unnamed: tuple[UnnamedForm, ...]

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """The wording as the pack holds it, its forms written out but for the names."""
        parts = _written_out(kept["parts"])
        return cls(
            names=tuple(kept["names"]),
            names_of_more=tuple(kept["names_of_more"]),
            names_of_places=frozenset(kept["names_of_places"]),
            small=tuple(kept["in_small_letters"]),
            signatures=tuple((sign, agency) for sign, agency in kept["signatures"]),
            byline=kept["byline"],
            picture=kept["picture"],
            parts=parts,
            forms={place: _filled(patterns, parts) for place, patterns in kept["forms"].items()},
            unnamed=tuple(UnnamedForm(says, sign, *_filled([form], parts)) for says, sign, form in kept["unnamed"]),
        )


def _written_out(parts: Mapping[str, str]) -> dict[str, str]:
    """The parts, each with those before it filled in."""
    found: dict[str, str] = {}
    for name, pattern in parts.items():
        (found[name],) = _filled([pattern], found)
    return found


def _filled(patterns: Sequence[str], parts: Mapping[str, str]) -> Forms:
    def filled(pattern: str) -> str:
        return reduce(lambda made, part: made.replace(f"<{part[0]}>", part[1]), parts.items(), pattern)

    return tuple(map(filled, patterns))
