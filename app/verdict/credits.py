"""Which news agency a text credits, if any: in its first or last lines, in the forms that newspapers use."""

import re

AGENCIES = (
    "Agence France-Presse", "Agence France Presse", "AFP", "The Associated Press", "Associated Press", "AP", "Reuters",
    "Thomson Reuters", "United Press International", "UPI", "Deutsche Presse-Agentur", "dpa", "PA Media", "Press Association",
    "PA", "Press Trust of India", "PTI", "Asian News International", "ANI", "IANS", "Australian Associated Press", "AAP",
    "The Canadian Press", "Canadian Press", "Xinhua", "TASS", "Interfax", "Kyodo News", "Kyodo", "Yonhap", "ANSA", "EFE",
    "Anadolu Agency", "Bernama", "Bloomberg",
)  # fmt: skip
HEAD, TAIL = 600, 400  # characters: a headline with the place line, and the lines that close an article
_NAMES = "|".join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))
# One search a form, each with a letter to leap to: one pattern for all of them costs a percent of the comparison.
_FORMS = (
    re.compile(rf"\(({_NAMES})\)"),
    *(re.compile(rf"{mark}\s{{0,3}}(?:\d{{4}}\s)?({_NAMES})\b") for mark in ("\u00a9", "opyright", "ource:")),
)
_LINE = re.compile(rf"(?:[Bb]y\s|[\u2014\u2013-]\s?)?({_NAMES})\.?\s?")
_LONGEST_LINE = 40


def credited_agency(text: str) -> str | None:
    """The agency that `text` credits, as written there; a mere mention ("told Reuters") is no credit."""
    ends = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"
    lines = (_LINE.fullmatch(line) for line in ends.split("\n") if len(line) <= _LONGEST_LINE)
    found = next(filter(None, (*(form.search(ends) for form in _FORMS), *lines)), None)
    return found.group(1) if found else None
