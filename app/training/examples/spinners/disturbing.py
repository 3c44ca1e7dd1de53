"""What happens to a text on its way: look-alike letters, odd spaces, another order, a half lost, a site's lines around it.

Each disturbance leaves a reader the same wording (or the half of it), so a verdict should stay. For robustness only.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from app.training.examples.spinners.composites import BOILERPLATE
from app.training.examples.spinners.disguising import DISGUISES, look_alikes
from app.training.examples.spinners.pages import Page, Unit, read_page

Disturbance = Callable[[str, Random], str]
WORD_SHARE: Final = 0.2  # of the words that a disturbance of words touches
LETTER_SHARE: Final = 0.25  # of the letters of a touched word: 5 % of all letters
COLUMNS: Final = 70  # of a wrapped line
SHORT_LINE: Final = 80  # characters: shorter lines are headings and captions
SHORTEST: Final = 20  # words under which a text is not measured
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{6,}")
_SPACES: Final = "\u00a0\u2009\u202f\u2002\u3000"
_GAP: Final = "\n\n"


def _words(change: Callable[[str, Random], str], pattern: re.Pattern[str] = _WORD, share: float = WORD_SHARE) -> Disturbance:
    def disturb(text: str, random: Random) -> str:
        return pattern.sub(lambda m: change(m.group(), random) if random.random() < share else m.group(), text)

    return disturb


def _letters(word: str, random: Random) -> str:
    return look_alikes(word, LETTER_SHARE, random)


def _odd_spaces(text: str, random: Random) -> str:
    return re.sub(" ", lambda m: random.choice((*_SPACES, "  ")) if random.random() < WORD_SHARE else " ", text)


def _paragraphs_shuffled(text: str, random: Random) -> str:
    paragraphs = [_text(read_page(text), rows) for rows in read_page(text).paragraphs]
    return _GAP.join(random.sample(paragraphs, len(paragraphs)))


def _sentences_shuffled(text: str, random: Random) -> str:
    page = read_page(text)
    shuffled = (random.sample(rows, len(rows)) for rows in page.paragraphs)
    return _GAP.join(" ".join(_text(page, [unit]) for unit in rows) for rows in shuffled)


def _first_half(text: str, random: Random) -> str:
    return text[: _middle(text)].rstrip()


def _second_half(text: str, random: Random) -> str:
    return text[_middle(text) :]


def _middle(text: str) -> int:
    """Where the sentence starts that is nearest to the middle of the text; characters."""
    return min((unit.chars.start for unit in read_page(text).units), key=lambda at: abs(2 * at - len(text)), default=0)


def _without_headings(text: str, random: Random) -> str:
    """Without the first line and the short ones; as it was when hardly anything would be left."""
    kept = [line for line in text.split("\n")[1:] if not line.strip() or len(line) >= SHORT_LINE]
    rest = "\n".join(kept).strip()
    return rest if len(rest.split()) >= SHORTEST else text


def _boilerplate(text: str, random: Random) -> str:
    page = read_page(text)
    paragraphs = [_text(page, rows) for rows in page.paragraphs]
    first, *lines, last = random.sample(BOILERPLATE, random.randint(3, 7))
    for line in lines:
        paragraphs.insert(random.randint(0, len(paragraphs)), line)
    return _GAP.join((first, *paragraphs, last))


def _typography(text: str, random: Random) -> str:
    """Quotes curly for straight and back, dashes in another form, headings in capitals."""
    page = read_page(text)
    paragraphs = ((rows, _text(page, rows)) for rows in page.paragraphs)
    cased = _GAP.join(words.upper() if len(rows) == 1 and rows[0].is_heading else words for rows, words in paragraphs)
    dashed = re.sub(r" ?[\u2013\u2014] ?|(?<=\w) -{1,2} (?=\w)", random.choice((" \u2013 ", "\u2014", " - ", "--")), cased)
    return _straight(dashed) if re.search("[\u2018\u2019\u201c\u201d]", dashed) else _curly(dashed)


def _straight(text: str) -> str:
    return re.sub("[\u201c\u201d]", '"', re.sub("[\u2018\u2019]", "'", text))


def _curly(text: str) -> str:
    opened = re.sub(r"(?<![\w.,!?])'(?=\w)", "\u2018", re.sub(r'(?<![\w.,!?])"(?=\w)', "\u201c", text))
    return opened.replace('"', "\u201d").replace("'", "\u2019")


def _entities(text: str, random: Random) -> str:
    """What a careless export leaves: entities for marks, and hard blanks as they are written in HTML."""
    named = text.replace("&", "&amp;").replace('"', "&quot;").replace("\u2019", "&rsquo;").replace("\u2014", "&mdash;")
    return re.sub(" ", lambda m: random.choice(("&nbsp;", " &nbsp;")) if random.random() < WORD_SHARE / 4 else " ", named)


def _wrapped(text: str, random: Random) -> str:
    return "\n".join("\n".join(_lines(line, hyphenates=False)) for line in text.split("\n"))


def _hyphenated(text: str, random: Random) -> str:
    return "\n".join("\n".join(_lines(line, hyphenates=True)) for line in text.split("\n"))


def _lines(line: str, *, hyphenates: bool) -> Iterator[str]:
    """The words in lines of at most `COLUMNS`; with hyphens a long word that does not fit is broken, as OCR reads print."""
    row = ""
    for word in line.split(" "):
        room = COLUMNS - len(row) - 1
        rest = word
        if len(word) > room and row:
            letters = _LONG_WORD.match(word) if hyphenates else None
            most = min(room - 1, letters.end() - 2) if letters else 0  # two letters at least on either line
            cut = most if most > 1 else 0
            yield f"{row} {word[:cut]}-" if cut else row
            row, rest = "", word[cut:]
        row = f"{row} {rest}" if row else rest
    yield row


def _text(page: Page, rows: Sequence[Unit]) -> str:
    return page.text[rows[0].chars.start : rows[-1].chars.end]


DISTURBANCES: Final[dict[str, Disturbance]] = {
    "homoglyphs": _words(_letters),
    "zero_width": _words(DISGUISES["zero_width"]),
    "odd_spaces": _odd_spaces,
    "soft_hyphens": _words(DISGUISES["soft_hyphen"], _LONG_WORD),
    "paragraphs_shuffled": _paragraphs_shuffled,
    "sentences_shuffled": _sentences_shuffled,
    "first_half": _first_half,
    "second_half": _second_half,
    "without_headings": _without_headings,
    "boilerplate": _boilerplate,
    "typography": _typography,
    "line_wrap": _wrapped,
    "entities": _entities,
    "hyphenation": _hyphenated,
}
"""What is done to a text, by name; the same for the same `random` state."""
