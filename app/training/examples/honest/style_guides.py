"""What a copy editor does to every sentence because the house's style guide says so: it rewords none and touches nearly all.

Words that may stand or go, clock times, per cent, restrictive "which"; all of it at once is a kind of change by itself.
"""

import re
from functools import partial
from random import Random
from typing import Final

from app.training.examples.honest import cuts, figures, grammar, house_words, marks, spelling
from app.training.examples.honest.calendars import DAYS
from app.training.examples.honest.places import change_some

_SAYING: Final = (
    "said|says|say|saying|adding|announced|argued|believe|believed|believes|claimed|claims|denied|explained|feared|found|hope|hoped|hopes|"
    "insisted|knew|know|knows|noted|predicted|promised|reported|showed|shows|suggested|think|thinks|thought|understood|warned|wrote|"
    "told (?:him|her|them|us|me|reporters|police|officers|parliament|lawmakers|the court)"
)
_CLAUSE: Final = r"(?=(?:the|a|an|he|she|it|they|we|there|this|these|his|her|their|its|[A-Z][a-z]+) (?!said|says)\w+)"
_THAT: Final = re.compile(rf"\b({_SAYING}) that (?=\w)")
_NO_THAT: Final = re.compile(rf"(?<=[a-z] )\b({_SAYING}) {_CLAUSE}")
_WEEKDAY: Final = "|".join(DAYS)
_ON_DAY: Final = re.compile(rf"(?<=[a-z]) on (?=(?:{_WEEKDAY})\b)")
_NO_ON: Final = re.compile(rf"(?<=(?:aid|ere|ted|ded|red|led|ned|sed|ked)) (?=(?:{_WEEKDAY})\b)")
_OF: Final = re.compile(r"\b([Aa]ll|[Bb]oth|[Oo]utside|[Ii]nside|[Hh]alf) of (?=the|its|his|her|their|these)")
_NO_OF: Final = re.compile(r"\b([Aa]ll|[Bb]oth|[Hh]alf) (?=(?:the|its|his|her|their|these) )")
_ORDER: Final = re.compile(r"\bin order to (?=\w)")
_WHICH: Final = re.compile(r"(?<=[a-z]) which (?=(?:is|are|was|were|has|have|had|will|would|can|could|may)\b)")
_THAT_IS: Final = re.compile(r"(?<=[a-z]) that (?=(?:is|are|was|were|has|have|had|will|would|can|could|may)\b)")
_WHO: Final = re.compile(r"(?<=[a-z]), who (?:is|was) (?=(?:a|an|the) )")
_DROPPED: Final = (
    (_THAT, r"\1 "),
    (_ON_DAY, " "),
    (_OF, r"\1 "),
    (_ORDER, "to "),
    (_WHO, ", "),
)
_ADDED: Final = ((_NO_THAT, r"\1 that "), (_NO_ON, " on "), (_NO_OF, r"\1 of "))


def optional_words(text: str, random: Random, rate: float) -> str:
    """Words that one house drops and another asks for: "said that the" and "said the", "on Monday", "all of the"."""
    for pattern, new in _DROPPED if random.random() < 0.5 else _ADDED:
        text = change_some(text, pattern, partial(_expanded, new), rate, random)
    return text


def _expanded(new: str, match: re.Match[str]) -> str:
    return match.expand(new)


def restrictive(text: str, random: Random, rate: float) -> str:
    """Restrictive "which" becomes "that", or the other way round: "the law which is" and "the law that is"."""
    pattern, new = random.choice(((_WHICH, " that "), (_THAT_IS, " which ")))
    return change_some(text, pattern, lambda m: new, rate, random)


_CLOCK: Final = re.compile(r"\b(\d{1,2})([:.][0-5]\d)? ?([ap])\.?m\b(\.(?! [A-Z]))?", re.IGNORECASE)
_TIMES: Final = (
    "{hour}{minutes} {half}.m.",
    "{hour}{minutes}{half}m",
    "{hour}{minutes} {HALF}M",
    "{hour}{minutes} {half}m",
    "{clock}",
)


def clock_forms(text: str, random: Random, rate: float) -> str:
    """The same hour in the form of another house: "5:30 p.m.", "5.30pm", "17:30"."""
    form, mark = random.choice(_TIMES), random.choice(":.")

    def write(match: re.Match[str]) -> str:
        hour, half = int(match[1]), match[3].lower()
        minutes = mark + match[2][1:] if match[2] else ""
        clock = f"{hour % 12 + 12 * (half == 'p'):02}{minutes or mark + '00'}"
        return form.format(hour=hour, minutes=minutes, half=half, HALF=half.upper(), clock=clock)

    return change_some(text, _CLOCK, write, rate, random)


_PER_CENT: Final = re.compile(r"(?<=\d)(?: ?%| percent| per cent)")


def per_cent(text: str, random: Random, rate: float) -> str:
    """The same share as "5%", "5 percent", "5 per cent" or "5 pc"."""
    new = random.choice(("%", " percent", " per cent", " pc", " %"))
    return change_some(text, _PER_CENT, lambda m: new, rate, random)


def copy_edit(text: str, random: Random, rate: float) -> str:
    """All that a guide says, from end to end: optional words, figures, marks, spelling, titles, hours, contractions."""
    figure = random.choice((figures.in_figures, figures.in_full))
    spelt = random.choice((spelling.british, spelling.american))
    for edit in (
        optional_words, figure, clock_forms, per_cent, spelt, restrictive, marks.retyped, house_words.abbreviations,
        grammar.contractions, house_words.honorifics,
    ):  # fmt: skip
        if random.random() < 0.85:
            text = edit(text, random, rate)
    return text


_LOST_CAPITAL: Final = re.compile(r"(?:^|(?<=[.!?] )|(?<=\n))[a-z]")
_TIGHTER: Final = (
    (re.compile(r"\bat (?:a|the same) time\b(?!,)"), "at once"),
    (re.compile(r"\b(reach|arrive at) (?=the|a|an|his|her|their)"), "get to "),
    (re.compile(r"\b(answered|stated|remarked|replied|explained) that\b"), "said"),
    (re.compile(r"\b([Tt])he (?=[a-z]+ (?:of|is|are|was|were|has|have|will) )"), ""),
    (re.compile(r", which (?:is|are|was|were) (?=[a-z]+ (?:to|in|by|for|from) )"), ", "),
    (re.compile(r"\b(?:which|that) (?:is|are|was|were) (?=[a-z]+ed\b)"), ""),
    (re.compile(r", while (?=[a-z]+ [^.]{20,}\.)"), "; "),
    (re.compile(r"\bthe ([a-z]{4,}) of (?=(?:the )?[A-Z])"), r"\1 of "),
    (re.compile(r"\b(?:who|which) (?:had|has|have) been (?=[a-z]+ed\b)"), ""),
    (re.compile(r"\bas well as\b"), "and"), (re.compile(r"\bdue to the fact that\b"), "because"),
    (re.compile(r"\b(?:a number|a series|a range) of\b"), "several"),
    (re.compile(r"\b(?:in the wake|as a result) of\b"), "after"),
    (re.compile(r"\b(?:is|are|was|were) able to\b"), "can"), (re.compile(r"\bmade (?:a|the) decision to\b"), "decided to"),
    (re.compile(r"\b([A-Z][a-z]+)'s ([a-z]+), ([A-Z][a-z]+ [A-Z][a-z]+),"), r"\1 \2 \3"),
)  # fmt: skip
"""Longer wordings that a copy editor tightens, each one way."""


def copy_edit_with_cuts(text: str, random: Random, rate: float) -> str:
    """The same by an editor who also tightens: asides, adverbs and long wordings go, one in two of them or fewer."""
    text = cuts.phrases_cut(copy_edit(text, random, rate), random, random.choice((0.1, 0.3, 0.5)) * rate)
    for pattern, new in random.sample(_TIGHTER, random.randint(4, len(_TIGHTER))):
        text = change_some(text, pattern, partial(_expanded, new), random.choice((0.3, 0.6)), random)
    return _LOST_CAPITAL.sub(lambda m: m.group().upper(), text)
