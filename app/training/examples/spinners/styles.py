"""The table of styles: independent spinners, each with its own source of words and its usual knobs."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from app.training.examples.corpora import DEFAULT_SHARED
from app.training.examples.spinners import thesauri
from app.training.examples.spinners.inflection import NO_FORMS, load_inflection
from app.training.examples.spinners.knobs import Knobs
from app.training.examples.spinners.spinning import Style
from app.training.examples.spinners.thesauri import Joined, Sources, Thesaurus
from app.training.lexicon import WordNet, read_wordnet

DEFAULT_BUILD: Final = Path("build/training")
WORDNET_FOLDER: Final = Path("/usr/share/wordnet")


class StyleMissing(UserWarning):
    """A style is left out because its source is not on this machine."""


class Recipe(NamedTuple):
    """How a style is made: where its words come from, and its usual knobs."""

    words: Callable[[Sources], Thesaurus]
    knobs: Knobs


def _no_words(sources: Sources) -> Thesaurus:
    """Only the table of connectives, which every style uses."""
    return Thesaurus("connectives", {}, {}, sources.inflection)


STYLES: Final[dict[str, Recipe]] = {
    "moby": Recipe(thesauri.moby, Knobs(rate=0.45, function_rate=0.35, wrong_sense=0.5)),
    "wordnet": Recipe(thesauri.wordnet, Knobs(rate=0.4, function_rate=0.3, wrong_sense=0.4, fix_articles=True)),
    "ppdb": Recipe(thesauri.ppdb, Knobs(rate=0.45, function_rate=0.3, wrong_sense=0.3, phrase_rate=0.0)),
    "lexsub": Recipe(
        thesauri.lexsub, Knobs(rate=0.4, function_rate=0.3, wrong_sense=0.2, is_consistent=False, fix_articles=True)
    ),
    "tortured": Recipe(thesauri.tortured, Knobs(rate=0.4, function_rate=0.3, phrase_rate=1.0)),
    "apertium": Recipe(thesauri.apertium, Knobs(rate=0.4, function_rate=0.3, phrase_rate=0.3, wrong_sense=1.0)),
    "connectives": Recipe(_no_words, Knobs(rate=0.0, function_rate=0.5)),
}


def load_style(name: str, shared: Path = DEFAULT_SHARED, build: Path = DEFAULT_BUILD) -> Style:
    """One style, its dictionary read or made (2 to 8 s, once a process)."""
    recipe = STYLES[name]
    if recipe.words is _no_words:
        return Style(name, Thesaurus(name, {}, {}, NO_FORMS), recipe.knobs)
    return Style(name, recipe.words(_sources(shared, build)), recipe.knobs)


def mixed(styles: Sequence[Style]) -> Style:
    """A style that takes its words from all the given ones: a dictionary put together from several sources."""
    name = "+".join(style.name for style in styles)
    parts = tuple(style.thesaurus for style in styles if isinstance(style.thesaurus, Thesaurus))
    return Style(name, Joined(name, parts), styles[0].knobs)


def load_styles(
    names: Iterable[str] = tuple(STYLES), shared: Path = DEFAULT_SHARED, build: Path = DEFAULT_BUILD
) -> dict[str, Style]:
    """The styles that this machine has the sources of; the others are left out with a warning."""
    styles: dict[str, Style] = {}
    for name in names:
        try:
            styles[name] = load_style(name, shared, build)
        except OSError as missing:
            warnings.warn(f"style {name} is left out: {missing}", StyleMissing, stacklevel=2)
    return styles


@lru_cache(maxsize=2)
def _sources(shared: Path, build: Path) -> Sources:
    wordnet = _wordnet()
    lexical = shared / "lexical"
    return Sources(wordnet, WORDNET_FOLDER, load_inflection(wordnet, lexical, build), lexical, build)


@lru_cache(maxsize=1)
def _wordnet() -> WordNet:
    return read_wordnet(WORDNET_FOLDER)
