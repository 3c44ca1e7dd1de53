"""One plain reason for each line of the ledger."""

from functools import cache

from app.align import Kind

_WHAT = {
    Kind.SPLIT_WORD: "the same letters, split or joined",
    Kind.SPELLING: "another spelling of the same word",
    Kind.MISSPELLING: "a slip of the same word",
    Kind.NUMBER_FORMAT: "the same number in another form",
    Kind.NUMBER_CHANGED: "another number",
    Kind.NAME_CHANGED: "another name",
    Kind.INFLECTION: "another form of the same word",
    Kind.OPPOSITE: "a word of opposite meaning",
    Kind.FUNCTION_WORD: "a function word for another",
    Kind.WRONG_SENSE: "a synonym of another sense of the word",
    Kind.SYNONYM: "a synonym",
    Kind.PHRASE: "a phrase for another",
    Kind.OTHER: "another word, with no relation in the lexicon",
}
LIKELY, UNLIKELY = 0.8, 0.3


def explain(kind: Kind, spin_probability: float, *, in_quotation: bool) -> str:
    """Why the line stands in the ledger and how it was weighed."""
    return _sentence(kind, (spin_probability >= UNLIKELY) + (spin_probability >= LIKELY), in_quotation)


@cache
def _sentence(kind: Kind, level: int, in_quotation: bool) -> str:
    quotation = ", inside a quotation" if in_quotation else ""
    return f"{_WHAT[kind]}{quotation}: {_WEIGHED[level]}"


_WEIGHED = ("more likely an editor's change", "a spinner's swap or an editor's", "swapped the way a spinner does it")
