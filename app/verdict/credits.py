"""Which news agency a text credits, if any: in its first or last lines, in the forms that newspapers use."""

import re

AGENCIES = (
    "Agence France-Presse", "Agence France Presse", "AFP", "The Associated Press", "Associated Press", "AP", "Reuters",
    "Thomson Reuters", "United Press International", "UPI", "Deutsche Presse-Agentur", "Deutsche Presse Agentur", "dpa", "DPA",
    "PA Media", "PA news agency", "Press Association", "PA", "Press Trust of India", "PTI", "Asian News International", "ANI",
    "Indo-Asian News Service", "IANS", "UNI", "Australian Associated Press", "AAP", "The Canadian Press", "Canadian Press",
    "La Presse Canadienne", "Xinhua", "TASS", "Interfax", "RIA Novosti", "Ukrinform", "Kyodo News", "Kyodo", "Jiji Press",
    "Yonhap", "ANSA", "EFE", "Europa Press", "Belga", "ANP", "APA", "PAP", "MTI", "Agerpres", "Lusa", "NTB", "Ritzau",
    "STT", "BNS",
    "Anadolu Agency", "Anadolu", "Bernama", "Antara", "APP", "UNB", "BSS", "IRNA", "SANA", "WAM", "MENA", "NAN", "SAPA",
    "Bloomberg", "Bloomberg News", "Dow Jones Newswires", "Dow Jones", "PR Newswire", "PRNewswire", "GLOBE NEWSWIRE",
    "GlobeNewswire", "Business Wire", "BUSINESS WIRE", "ACCESSWIRE", "Newsfile Corp.", "EIN Presswire",
)  # fmt: skip
HEAD, TAIL = 600, 600  # characters: a headline with the place line, and the lines that close an article
_LONG_NAMES = [name.upper() for name in AGENCIES if " " in name or len(name) > 4]  # as bylines in capitals have them
_NAMES = "|".join(sorted({re.escape(name) for name in (*AGENCIES, *_LONG_NAMES)}, key=len, reverse=True))
_MANY = r"(?:news |wire |other )?agencies"
_LEAD = (
    r"(?:with|from|inputs?|additional|agency|by|via|source|sources|text|files?|material|reporting|report|reports|content|copy|"
    r"in|as|reported|provided|published|distributed|supplied|courtesy|of|our|own|correspondents?|staff|and|writers?|reporters?|"
    r"desk|wires?|credit|agency feed|bureau|syndicated)"
)
_TRAIL = r"(?:\s(?:inputs?|news agency|news|staff|wire|service|bureau|writers?|reports?|agency))*"
_SEPARATOR = r"\s*(?:[/,;&+|]|and)\s*"
_CREDIT = rf"(?:{_LEAD}[:\s]+)*(?P<name>(?-i:{_NAMES}))(?:{_SEPARATOR}(?:(?-i:{_NAMES})|{_MANY}|(?-i:[A-Z]{{2,6}})))*{_TRAIL}"
_PERSON = r"[A-Z][\w.'’-]+(?:\s(?:[A-Z][\w.'’-]+|de|van|von|al|bin|and)){0,6}"
_LONGEST_LINE = 120
_WORD = re.compile("[A-Za-z]+")
_BY_FIRST_WORD: dict[str, list[str]] = {}
for _name in (*AGENCIES, *_LONG_NAMES):
    _BY_FIRST_WORD.setdefault(_WORD.findall(_name)[0], []).append(_name)
_LOOSELY = re.IGNORECASE | re.MULTILINE


def _form(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(pattern, flags)


# One search a form, each with a letter to leap to where it can be: one pattern for all of them costs a percent of the comparison.
_ANYWHERE = (
    _form(rf"\(\s*(?:[a-z]{{2,4}}/[a-z]{{2,4}}\s)?{_CREDIT}\s*\.?\s*\)", re.IGNORECASE),  # (With inputs from PTI), (AFP, AP, dpa)
    _form(rf"[a-z]{{2,4}}/[a-z]{{2,4}}\s\((?P<name>{_NAMES})\b"),  # kb/rt (AFP, …)
    _form(
        rf"(?:©|\([cC]\)|opyright|OPYRIGHT)(?:\s*(?:©|\([cC]\)))?\s*(?:\d{{4}}(?:\s?[–-]\s?\d{{2,4}})?,?\s*)?(?:by\s)?(?P<name>{_NAMES})\b"
    ),
    _form(rf"(?:ource|OURCE|redit|gency)s?\s{{0,2}}[:–|-]\s{{0,3}}(?P<name>{_NAMES})\b"),
    _form(rf"\b[A-Z][A-Z]{{2,}}(?:[ .-][A-Z]+){{0,3}}(?:,\s[\w .]{{3,20}})?\s?/\s?(?P<name>{_NAMES})\b"),  # TALNO/AFP
    _form(rf"/\s?(?P<name>{_NAMES})\s?/"),  # LONDON, May 3 /PRNewswire/ -
    _form(rf"\((?P<name>{_NAMES})\)"),
    _form(
        rf"\b(?P<name>{_NAMES})(?:['’]s?)?"
        r"(?:\s(?:writers?|journalists?|reporters?|correspondents?|staff|news staff)\b[^.\n]{0,120}?)?"
        r"\s(?:also\s)?contributed\s(?:reporting\s)?to\sthis\s(?:report|story|article|dispatch)"
    ),
    _form(rf"\b(?:report|story|article|dispatch|version|feed)\s(?:by|from|of)\s(?P<name>{_NAMES})\b"),
    _form(
        rf"\b(?:published|appeared|reported|distributed|provided|supplied|written|produced)\s(?:first\s|originally\s)?"
        rf"(?:by|on|in|with|via)\s(?P<name>{_NAMES})\b(?=[^.\n]{{0,60}}(?:\.|\n|\Z))"
    ),
    _form(
        rf"\b(?:[Ww]ith|[Ff]rom|[Ii]ncludes|[Aa]dditional)\s(?:additional\s)?(?:inputs?|files?|reporting|material|reports?|information)\s"
        rf"(?:from|by|of)\s[^.\n]{{0,40}}?(?P<name>{_NAMES})\b"
    ),
    _form(rf"[.!?”\"'’]\s*[\u2014\u2013-]{{1,2}}\s?(?P<name>{_NAMES})\.?\s*$", re.MULTILINE),  # … people. —AFP
    _form(rf"^\s*(?P<name>{_NAMES})\s?(?:[|:\u2014\u2013]|-\s|--)", re.MULTILINE),  # Reuters — It rained
)
_WHOLE_LINES = (
    _form(rf"[\s\u2014\u2013*•(\[-]*{_CREDIT}[.)\]\s*]*", re.IGNORECASE),
    _form(r"[\s(\[\u2014\u2013-]*(?P<name>PTI|IANS|ANI|UNI)(?:\s[A-Z]{2,4}){1,5}\s?"),  # PTI SKL DIV
    _form(rf"\s*(?:(?i:by)\s)?{_PERSON}\s?[,|/\u2014\u2013-]\s?(?:(?i:{_LEAD})\s)*(?P<name>{_NAMES})(?i:{_TRAIL})\.?\s*"),
    _form(rf"\s*(?i:by)\s{_PERSON}\s(?:of|for)\s(?P<name>{_NAMES})\.?\s*"),
)
# Credits that name none of them.
_UNNAMED = (
    (
        "a news agency (“Reporting by …”)",
        "eporting",
        _form(r"\bReporting\sby\s.{3,200}?[;.\s]\s*(?:[Ww]riting|[Ee]diting)\sby\s"),
    ),
    ("news agencies", "genc", _form(rf"\((?:{_LEAD}\s)*{_MANY}(?:\sinputs?)?\)", re.IGNORECASE)),
    ("news agencies", "genc", _form(rf"\b(?:with|from)\s(?:inputs?\sfrom\s)?(?:agency\sinputs?|{_MANY})\s*(?:[.)]|$)", _LOOSELY)),
    ("news agencies", "genc", _form(rf"^[\s\u2014\u2013(-]*(?:staff|{_LEAD})?\s?(?:and|&|/|,)?\s?{_MANY}[\s.)]*$", _LOOSELY)),
    ("a syndicated feed", "feed", _form(r"\b(?:syndicated|agency)\s(?:news\s)?feed\b", re.IGNORECASE)),
)


def credited_agency(text: str) -> str | None:
    """The agency that `text` credits, as written there; a mere mention ("told Reuters") is no credit."""
    ends = text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"
    if _names_any(ends):
        for form in _ANYWHERE:
            if found := form.search(ends):
                return found["name"]
        for line in ends.split("\n"):
            if 2 <= len(line) <= _LONGEST_LINE and (found := _credit_line(line)):
                return found["name"]
    return next((agency for agency, sign, form in _UNNAMED if sign in ends and form.search(ends)), None)


def _names_any(text: str) -> bool:
    """Whether the name of an agency stands in `text` at all."""
    first_words = _BY_FIRST_WORD.keys() & set(_WORD.findall(text))
    return any(name in text for word in first_words for name in _BY_FIRST_WORD[word])


def _credit_line(line: str) -> re.Match[str] | None:
    return next(filter(None, (form.fullmatch(line) for form in _WHOLE_LINES)), None)
