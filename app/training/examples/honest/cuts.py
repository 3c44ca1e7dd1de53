"""What a desk does with whole sentences and paragraphs: cuts, another order or headline, background, teasers, quotations."""

import re
from random import Random
from textwrap import wrap
from typing import Final

from app.training.examples.honest.name_lists import some_person, some_town
from app.training.examples.honest.places import change_some, some
from app.training.examples.honest.types import ChangeSource, HonestPair
from app.training.examples.spinners.pages import Page, Unit, read_page

_GAP: Final = "\n\n"
_SHORTEST: Final = 40  # words under which nothing would be left to measure


def _paragraphs(text: str) -> list[str]:
    page = read_page(text)
    return [_written(page, rows) for rows in page.paragraphs]


def _written(page: Page, rows: list[Unit]) -> str:
    return page.text[rows[0].chars.start : rows[-1].chars.end]


def _sentences(text: str) -> list[list[str]]:
    page = read_page(text)
    return [[_written(page, [unit]) for unit in rows] for rows in page.paragraphs]


def _is_enough(text: str) -> bool:
    return len(text.split()) >= _SHORTEST


def sentences_cut(text: str, random: Random, rate: float) -> str:
    """Sentences left out here and there."""
    rows = _sentences(text)
    all_ = [(p, s) for p, sentences in enumerate(rows) for s in range(len(sentences))]
    gone = set(some(all_, min(rate, 0.6), random))
    kept = [[s for k, s in enumerate(sentences) if (p, k) not in gone] for p, sentences in enumerate(rows)]
    return _or_same(text, _GAP.join(" ".join(sentences) for sentences in kept if sentences))


def paragraphs_cut(text: str, random: Random, rate: float) -> str:
    """Paragraphs left out: from below, from above, or anywhere."""
    rows = _paragraphs(text)
    n = max(1, round(min(rate, 0.6) * len(rows)))
    way = random.choice(("below", "below", "above", "anywhere"))
    gone = {
        "below": range(len(rows) - n, len(rows)),
        "above": range(n),
        "anywhere": some(range(len(rows)), n / len(rows), random),
    }[way]
    return _or_same(text, _GAP.join(row for k, row in enumerate(rows) if k not in gone))


_TRIMS: Final = (
    r", (?:which|who|where|when) [^,.;\"\u201c\u201d]{5,80},(?= )", r" \([^)]{2,80}\)",
    r",? (?:he|she|they|officials|police) (?:said|added|noted)(?=\.)",
    r"\b(?:also|reportedly|recently|really|very|however,|meanwhile,|additionally,|still,|now|just|only|already|even) ",
    r", according to [^,.;\"\u201c\u201d]{5,60}(?=\.)", r" on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    r"(?<=\w), (?:a|an|the) [a-z][^,.;\"\u201c\u201d]{5,60},(?= )",
    r",? (?:but|and|while|although|because|as) [^,.;\"\u201c\u201d]{15,90}(?=\.)",
    r" (?:in|at|from|near|of) [A-Z]\w+, [A-Z]\w+(?=[ ,.])",
    r" [\u2013\u2014-]{1,2} [^\u2013\u2014.\n]{5,80} [\u2013\u2014-]{1,2}(?= )",
)  # fmt: skip


def phrases_cut(text: str, random: Random, rate: float) -> str:
    """Clauses, asides and attributions left out inside of sentences."""
    for pattern in random.sample(_TRIMS, random.randint(3, len(_TRIMS))):
        places = [m.span() for m in re.finditer(pattern, text)]
        for start, end in reversed(some(places, rate, random)):
            text = text[:start] + (" " if pattern.startswith(r"\b") and text[start - 1 : start] != " " else "") + text[end:]
    return text


def shortened(text: str, random: Random, rate: float) -> str:
    """Sentences that end early: their last clause or words are cut."""
    rows = _sentences(text)
    all_ = [(p, s) for p, sentences in enumerate(rows) for s in range(len(sentences)) if len(sentences[s].split()) > 12]
    short = set(some(all_, min(rate, 0.5), random))
    return _GAP.join(
        " ".join(_short(s, random) if (p, k) in short else s for k, s in enumerate(sentences)) for p, sentences in enumerate(rows)
    )


def _short(sentence: str, random: Random) -> str:
    words = sentence.split()
    kept = words[: random.randint(7, len(words) - 2)]
    return " ".join(kept).rstrip(",;:\u2014\u2013-") + "."


def paragraphs_reordered(text: str, random: Random, rate: float) -> str:
    """Paragraphs in another order."""
    rows = _paragraphs(text)
    return _or_same(text, _GAP.join(random.sample(rows, len(rows))))


def sentences_reordered(text: str, random: Random, rate: float) -> str:
    """Sentences in another order inside of their paragraphs, or all through."""
    rows = _sentences(text)
    if random.random() < 0.5:
        return _GAP.join(" ".join(random.sample(row, len(row))) for row in rows)
    every = [s for row in rows for s in row]
    return " ".join(random.sample(every, len(every)))


def glued(text: str, random: Random, rate: float) -> str:
    """Line ends and blanks after sentences lost: "river.Nobody"."""
    text = re.sub(r"\s*\n\s*", random.choice((" ", "", "\n")), text)
    ends = [m.span() for m in re.finditer(r"(?<=[.!?\"\u201d]) (?=[A-Z\"\u201c])", text)]
    for start, end in reversed(some(ends, max(rate, 0.3), random)):
        text = text[:start] + text[end:]
    return text


def background_added(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
    """One to three paragraphs or sentences of another story, somewhere in the text or below it."""
    rows, others = _paragraphs(source.text), [row for row in _paragraphs(source.other) if 8 <= len(row.split()) <= 120]
    if not others:
        return None
    for addition in random.sample(others, min(len(others), random.randint(1, 3))):
        if sum(len(row.split()) for row in rows) < len(source.text.split()) * 1.6:
            rows.insert(random.randint(1, len(rows)), addition)
    return HonestPair(source.text, _GAP.join(rows))


_NOTES: Final = (
    "This story has been updated with {person}'s response.",
    "Correction: an earlier version of this story misspelled the name of {person}.",
    "{person} contributed to this report from {town}.", "This story was produced by our newsroom in {town}.",
    "Editing by {person}.",
    "Sign up for our morning newsletter and never miss a story.", "Reporting by {person} in {town}; writing by {person}.",
    "Read more: what the decision means for {town}.", "The reporter can be reached at the news desk.", "Photo: {person}",
    "{person} covers politics for this newspaper. Follow her on social media.", "Listen to our podcast with {person}.",
    "A version of this article appeared in print under another headline.", "By {person}, staff writer in {town}",
    "The agency in {town} contributed to this report.", "Our reporting is paid for by readers like you. Subscribe today.",
)  # fmt: skip


def notes_added(text: str, random: Random, rate: float) -> str:
    """Lines of the house above, below and between: bylines, corrections, offers."""
    rows = _paragraphs(text)
    for note in random.sample(_NOTES, random.randint(1, 4)):
        rows.insert(random.choice((0, len(rows), random.randint(0, len(rows)))), _filled(note, random))
    return _GAP.join(rows)


def _filled(note: str, random: Random) -> str:
    while "{" in note:
        note = note.replace("{person}", some_person(random), 1).replace("{town}", some_town(random), 1)
    return note


_HEADLINES: Final = (
    "What we know so far", "Five things to know today", "{words}, officials say", "Live: {words}",
    "{words}: what happened and why it matters",
    "Why {words}", "{words} – here is the latest", "Analysis: {words}", "Exclusive: {words}", "{words}, report says",
    "How {words}",
    "Questions remain after {words}", "In brief: {words}", "{words}", "{words} | {town}", "UPDATE 2-{words}", "'{words}'",
)  # fmt: skip


def headline_changed(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
    """The same article under another headline, some with another deck below it."""
    sentences = [s for row in _sentences(source.text) for s in row if len(s.split()) > 8]
    if len(sentences) < 3:
        return None
    one, two = (_headline(random.choice(sentences), random) for _ in range(2))
    deck = f"{_GAP}{_headline(random.choice(sentences), random)}." if random.random() < 0.4 else ""
    above = "" if random.random() < 0.15 else two + deck + _GAP
    return HonestPair(f"{one}{_GAP}{source.text}", f"{above}{source.text}") if one != two else None


def _headline(sentence: str, random: Random) -> str:
    words = " ".join(sentence.strip("\"\u201c\u201d'").split()[: random.randint(5, 11)]).rstrip(".,;:")
    shown = _filled(random.choice(_HEADLINES).replace("{words}", words), random)
    return random.choice((shown, shown, shown.title(), shown.upper()))


_CALLS: Final = (
    "Subscribe now to read the full story.", "Read more ...", "Continue reading.", "The full article is for members only.",
    "(more)",
    "Click here for the whole report.", "Log in to read on.", "To read this article in full, start a trial.", "[...]",
    "Read the full story on our site.",
)  # fmt: skip


def teaser(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
    """The first sentences of a story and a call to read on."""
    every = [s for row in _sentences(source.text) for s in row]
    n = random.randint(1, 4)
    if len(every) <= n + 2:
        return None
    start = " ".join(every[:n])
    if random.random() < 0.3 and len(start.split()) > 25:
        start = " ".join(start.split()[: random.randint(20, 25)]) + random.choice((" ...", "\u2026", " [...]"))
    return HonestPair(source.text, f"{start} {random.choice(_CALLS)}" if random.random() < 0.8 else start)


_INTRODUCTIONS: Final = (
    "{person} said in full:", "The statement reads:", "In a letter to the newsroom, {person} wrote:",
    "Here is the statement in full.",
    "The ministry published the following text:", "{person}, who was not present, let a spokesman read this out:",
    "From the archive:",
)  # fmt: skip


def statement_quoted(source: ChangeSource, random: Random, rate: float) -> HonestPair | None:
    """Another story that quotes paragraphs of this one in full, in quotation marks; both hold the statement."""
    rows = [row for row in _paragraphs(source.text) if 25 <= len(row.split()) <= 160]
    others = _paragraphs(source.other)
    if not rows or sum(len(row.split()) for row in others) < 2 * _SHORTEST:
        return None
    at = random.randrange(len(rows))
    statement = [
        row.replace("\u201c", "\u2018").replace("\u201d", "\u2019").replace('"', "'")
        for row in rows[at : at + random.randint(1, 2)]
    ]
    opening, closing = random.choice((("\u201c", "\u201d"), ('"', '"'), ("\u201c", "\u201d")))
    quoted = _GAP.join(f"{opening}{row}" for row in statement) + closing
    place = random.randint(1, len(others))
    said = _filled(random.choice(_INTRODUCTIONS), random)
    return HonestPair(source.text, _GAP.join([*others[:place], said, quoted, *others[place:]]))


def _or_same(text: str, changed: str) -> str:
    """The changed text, or the text as it was when too little would be left of it."""
    return changed if _is_enough(changed) else text


_LIST: Final = re.compile(
    r"\b([a-z]+), ([a-z]+),? (and|or) ([a-z]+)\b|\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) (and) "
    r"([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
)


def lists_reordered(text: str, random: Random, rate: float) -> str:
    """Lists in another order: "ham, eggs and tea" becomes "tea, ham and eggs", "Haas and Osei" becomes "Osei and Haas"."""

    def write(match: re.Match[str]) -> str:
        if match[6]:
            return f"{match[7]} {match[6]} {match[5]}"
        one, two, three = random.choice(((4, 1, 2), (2, 1, 4), (4, 2, 1), (2, 4, 1)))
        return f"{match[one]}, {match[two]} {match[3]} {match[three]}"

    return change_some(text, _LIST, write, max(rate, 0.5), random)


def lines_as_paragraphs(text: str, random: Random, rate: float) -> str:
    """Every line of print a paragraph of its own, as a copy from a PDF has it; some with a running head or page numbers."""
    width, gap = random.randint(40, 90), random.choice(("\n\n", "\n\n", "\n"))
    lines = [line for row in text.split("\n") for line in wrap(row, width, break_on_hyphens=False)]
    if random.random() < 0.3:
        lines = [f"{line}{gap}{k // 30 + 1}" if k % 30 == 29 else line for k, line in enumerate(lines)]
    return gap.join(lines)
