"""Families of nasty inputs. Each is one line: a name, the stage it is nasty to, and a function from a size to an input.

The size is in characters of a side, or bytes of a file, so that twice the size is twice the input. All are harmless at the
sizes measured here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle, islice
from random import Random

from tests.property.drawn_texts import SENTENCES, SWAPS

_VOWELS, _CONSONANTS = "aeiou", "bcdfglmnprst"
_FEW = 50  # pairs of pieces: what is left out of so many more is no part of the size that matters


class Stage(StrEnum):
    """What is done with an input: read as a text, page, file or body of a request, compared up to the JSON, searched for
    passages, put into a library and looked for there.
    """

    READ = "read"
    PAGE = "page"
    COMPARE = "compare"
    FIND = "find"
    FILE = "file"
    JSON = "json"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Family:
    """Inputs of one kind; `make(size)` is the two sides, of a text or page twice the same, of a file its name and bytes."""

    name: str
    stage: Stage
    make: Callable[[int], tuple[str, str | bytes]]


def _filled(piece: str, size: int) -> str:
    """The piece again and again, an even number of times: a mark that the end leaves without its other is read another way."""
    n_pairs = size // (2 * len(piece))
    return piece * (2 * n_pairs) if n_pairs > _FEW else (piece * (size // len(piece) + 1))[:size]


def _same(stage: Stage, name: str, piece: str, before: str = "") -> Family:
    return Family(name, stage, lambda n: (before + _filled(piece, n),) * 2)


def _numbered(stage: Stage, name: str, piece: str) -> Family:
    """The piece again and again, with another number in each."""
    return Family(name, stage, lambda n: ("".join(piece.format(k) for k in range(n // (len(piece) + 1))),) * 2)


def _pair(name: str, reference: str, suspect: str, stage: Stage = Stage.COMPARE) -> Family:
    return Family(name, stage, lambda n: (_filled(reference, n), _filled(suspect, n)))


def invented_words(n: int, seed: int = 1) -> list[str]:
    """`n` words that nobody knows, all but few different."""
    chance = Random(seed)
    return ["".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randint(3, 5))) for _ in range(n)]


def _written(words: list[str], sentence: int = 14) -> str:
    """The words as what could be English: every other one is a common word."""
    common = [f"{small} {word}" for small, word in zip(cycle("the of a to in and was for it".split()), words, strict=False)]
    return " ".join(f"The {' '.join(common[k : k + sentence])}." for k in range(0, len(common), sentence))


def _invented(name: str, change: Callable[[list[str]], list[str]], stage: Stage = Stage.COMPARE, sentence: int = 14) -> Family:
    """Invented words against the same words changed."""

    def make(n: int) -> tuple[str, str]:
        words = invented_words(n // 11)
        return _written(words, sentence), _written(change(words), sentence)

    return Family(name, stage, make)


def prose(size: int) -> str:
    """Our own sentences in turn."""
    return " ".join(islice(cycle(SENTENCES), size // 66 + 1))


def _swapped(text: str) -> str:
    table = dict(SWAPS)
    return " ".join(table.get(word, word) for word in text.split(" "))


def _misspelt(words: list[str]) -> list[str]:
    return [word[:1] + word[2:3] + word[1:2] + word[3:] for word in words]


def _shuffled(words: list[str]) -> list[str]:
    return Random(2).sample(words, len(words))


def _other(words: list[str]) -> list[str]:
    return invented_words(len(words), seed=3)


def _every_second(words: list[str]) -> list[str]:
    return [word if k % 2 else other for k, (word, other) in enumerate(zip(words, _other(words), strict=True))]


READ, PAGE, COMPARE, FIND = Stage.READ, Stage.PAGE, Stage.COMPARE, Stage.FIND
FAMILIES = (
    _same(READ, "one word", "a"),
    _same(READ, "one number", "1"),
    _same(READ, "one word with hyphens", "a-"),
    _same(READ, "one word with apostrophes", "a'"),
    _same(READ, "one number with points", "1."),
    _same(READ, "marks on one letter", "\u0301", "a"),
    _same(READ, "marks out of order", "\u0301\u0323", "a"),
    _same(READ, "marks and what nobody sees", "\u0301\u034f\u0323\u200b", "a"),
    _same(READ, "marks that are two", "\u0344\u0316", "a"),
    _same(READ, "letters with 30 marks", "e" + "\u0323" * 15 + "\u0301" * 15),
    _same(READ, "letters that become many", "\ufdfa"),
    _same(READ, "styled letters", "\U0001d5ee\U0001d5ef "),
    _same(READ, "words written letter by letter", "they h i d e it, "),
    _same(READ, "single letters", "a b c d "),
    _same(READ, "one chain of broken words", "govern-\n"),
    _same(READ, "broken words", "the govern-\nment of "),
    _same(READ, "broken words with indents", "par-\n  lia-\n  ment, "),
    _same(READ, "opening quotation marks", "\u201cwords "),
    _same(READ, "straight quotation marks", 'a "word" or ” two '),
    _same(READ, "a quotation mark too many", 'a "word" of ', '"of '),
    _same(READ, "British quotation marks", "\u2018the man\u2019s of "),
    _same(READ, "guillemets", "\u00abwords "),
    _same(READ, "ampersands", "&"),
    _same(READ, "entities", "&amp;&#65;&nbsp;"),
    _same(READ, "line ends", "\n"),
    _same(READ, "times of subtitles", "1\n00:00:01,000 --> 00:00:02,000\n of it\n \n"),
    _same(READ, "subtitles without words", "00:01,000 --> 00:02,000\n \n"),
    _same(READ, "marks and comments of subtitles", "1\n00:01,000 --> 00:02,000\n<v A>of <i\n\nNOTE a\n\n<rt>b\n\n", "WEBVTT\n\n"),
    _same(READ, "line ends and spaces", "\n   \r\n\t"),
    _same(READ, "spaces", " "),
    _same(READ, "points", "."),
    _same(READ, "end marks and brackets", '!?…")] '),
    _same(READ, "acronyms", "U.S. "),
    _same(READ, "abbreviations", "Mr. J. Doe vs. "),
    _same(READ, "zero-width characters", "\u200b"),
    _same(READ, "zero-width characters in words", "wo\u200brd "),
    _same(READ, "changes of direction", "\u202e\u202c"),
    _same(READ, "homoglyphs", "gоvеrnmеnt "),
    _same(READ, "joined emoji", "👨\u200d👩 "),
    _same(READ, "hard-wrapped lines", "a line of some sixty letters that ends where a printer cut it\n"),
    _same(PAGE, "elements in elements", "<div>"),
    _same(PAGE, "inline elements in each other", "<b>"),
    _numbered(PAGE, "inline elements that are opened again", "<p><b a={}></p>"),
    _same(PAGE, "broken lines of a scan", "<span class=ocr_line>of-</span>\n<span class=ocr_line>ten</span>\n"),
    _same(PAGE, "closings in comments", "<div><!-- </div> -->"),
    _same(PAGE, "closings of nothing", "</x>", "<y>"),
    _same(PAGE, "elements of a drawing", "<area>", "<svg>"),
    _same(PAGE, "tables in tables", "<table><tr><td>"),
    _same(PAGE, "unclosed paragraphs", "<p>word "),
    _same(PAGE, "unclosed cells", "<td>word ", "<table><tr>"),
    _same(PAGE, "links", "<p><a href='/a?b=c'>a word</a> more</p>"),
    _numbered(PAGE, "attributes", " a{}=1"),
    _same(PAGE, "attributes of one element", " a='b'", "<p "),
    _same(PAGE, "brackets", "<"),
    _same(PAGE, "comments without an end", "<!--"),
    _same(PAGE, "quotes without an end", "<a href='"),
    _same(PAGE, "scripts without an end", "<script>"),
    _same(PAGE, "hidden words", "<span style='display:none'>word</span> "),
    _same(PAGE, "articles in turn", "<article><p>Some words of it.</p></article>"),
    _same(PAGE, "articles in each other", "<p>Some words of it.</p>", "<article>" * 300),
    _pair("one sentence", "The old man walked to the sea with his dog. ", "The old man walked to the sea with his dog. "),
    _pair("one sentence with other words", "The cat sat on a mat. ", "The dog lay on a rug. "),
    _pair("everyday words", "the of a to in and ", "to a the in of and "),
    _pair("no points", "the cat sat by ", "the dog lay by "),
    _pair("one-letter words", "a b ", "a c "),
    _pair("endless words", "a" * 5_000 + "b", "a" * 5_000 + "c"),
    _pair("numbers", "In 1999 about 40,000 of 52,731 left. ", "In 1989 about 41,000 of 52,731 left. "),
    _pair("quotations", "“We had no warning,” he said. ", "“We had no alert,” he said. "),
    _pair("paragraphs of a word", "Ferry.\n\n", "Boat.\n\n"),
    _pair("chains of broken words", "govern-\n", "govern-\n"),
    _pair("names", "Emil Sorrow met Anna Bell. ", "Emil Sorrow met Anne Ball. "),
    _pair("words written letter by letter", "They hide it all now. ", "They h i d e it all now. "),
    Family("prose with swaps", COMPARE, lambda n: (prose(n), _swapped(prose(n)))),
    Family("prose backwards", COMPARE, lambda n: (prose(n), ". ".join(reversed(prose(n).split(". "))))),
    _invented("rare words, the same", list),
    _invented("rare words, misspelt", _misspelt),
    _invented("rare words in another order", _shuffled),
    _invented("rare words, backwards", lambda words: words[::-1]),
    _invented("rare words, every second another", _every_second),
    _invented("rare words, all others", _other),
    _invented("rare words without points", _every_second, sentence=1_000_000),
    Family("prose with swaps, searched", FIND, lambda n: (prose(n), _swapped(prose(n)))),
    _invented("rare words, searched", _every_second, FIND),
    _invented("rare words in another order, searched", _shuffled, FIND),
    _pair("everyday words, searched", "the of a to in and ", "to a the in of and ", FIND),
    _pair(
        "one sentence, searched",
        "The old man walked to the sea with his dog. ",
        "The old man sat by the sea with his dog. ",
        FIND,
    ),
)
