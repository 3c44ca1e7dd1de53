"""Which news agency a text credits, if any: in its first or last lines, in the forms that newspapers use.

A mention is no credit: an agency that is told, quoted or written about, a name behind its own long form ("the Associated Press
(AP)"). Nor does the credit of a picture say anything of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.verdict.agencies import AMBIGUOUS, NAMES, SIGNATURES

HEAD, TAIL = 800, 800  # characters: a headline with its lead and the place line, and the lines that close an article
_LONGEST_LINE = 160  # of a line that is nothing but a credit
# In the lines that the forms are held against an agency is one character: the first for a sure name, the other for one that
# means many things. Small patterns are fast, and quickly made when the service starts.
_S, _A = "\ue000", "\ue001"
_TOKENS = {**dict.fromkeys(AMBIGUOUS, _A), **dict.fromkeys(NAMES, _S)}
_FIRST_WORD = re.compile(r"[A-ZČ][^\W\d_]*")
_SMALL = ("dpa", "efe")  # first words in small letters
_BY_FIRST_WORD: dict[str, tuple[str, ...]] = {}
for _each in _TOKENS:
    _first = _FIRST_WORD.findall(_each)[0] if _each[0].isupper() else _each[:3]
    _BY_FIRST_WORD[_first] = (*_BY_FIRST_WORD.get(_first, ()), _each)
_MANY = r"(?i:(?:the |other |news |wire |press ){0,3}(?:agencies|wires|wire services|news services|wire reports))"
_OTHER = rf"(?:[{_S}{_A}]|{_MANY}|staff(?:\sreports)?|[A-Z]{{2,6}}\b|[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)"
_MORE = rf"(?:\s*(?:[/,;&+|]|and|und)\s*{_OTHER}){{0,5}}"
_TRAIL = (
    r"(?:\s(?i:inputs?|news agency|news|staff|feeds?|wires?|service|newswires?|bureau|desk|reports?|agency|copy|"
    r"(?:[a-z]+\s){0,2}(?:writers?|reporters?|correspondents?|editors?|journalists?))){0,4}"
)
_PERSON = r"[A-Z][\w.'’-]+(?:,?\s(?:[A-Z][\w.'’-]*|de|van|von|al|bin|and|with|&)){0,8}"
_LEAD = (
    r"(?i:(?:edited|written|compiled|curated|posted|published|reported|provided|supplied|issued|distributed|produced|syndicated|"
    r"text|story|report|article|copy|words|source|sources|author|credit|courtesy|agency|news agency|inputs?|files?|material|"
    r"additional|reporting|reports|information|content|with|from|by|via|of|and|in|as|our|own|staff|writers?|"
    r"correspondents?|reporters?|desk|bureau|wires?|feed)\b[:\s–-]+)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
# Each word has marks or a blank behind it that it cannot hold itself: there is one way only to read a line.
_PLACE = r"(?:(?:[A-ZÀ-Þ][\w'’]*|\d{1,4}(?:st|nd|rd|th)?|of|de|la|el|al)[\s,./|\[\]:–—-]+){0,16}"
_DASH = r"[\u2014\u2013-]{1,2}"
_WORKS = r"(?:news |special )?(?:story|report|article|item|dispatch|copy|piece|content|text|version|feed|news)"
_DONE = (
    r"(?:re|auto-?\s?)?(?:published|produced|provided|generated|distributed|syndicated|supplied|compiled|sourced|edited|reprinted|"
    r"based|appeared|written|issued|licensed|courtesy)"
)
_PICTURE = re.compile(r"\b(?:photo(?:graph)?s?|images?|pictures?|pics?|video|file|getty)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Form:
    """A form of credits, compiled when a text is first held against it: all together they take 30 ms of a start."""

    pattern: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


def _form(pattern: str) -> _Form:
    """`<sure>` is the name of an agency, `<any>` also one that means other things, `<more>` further ones beside it."""
    named = pattern.replace("<sure>", f"(?P<name>{_S})").replace("<any>", f"(?P<name>[{_S}{_A}])").replace("<more>", _MORE)
    return _Form(named)


# How a report begins: LONDON, May 3 (Reuters) - …; Tehran, IRNA – …; MOSCOW, May 3. /TASS/. …
_OPENINGS = (
    _form(rf"\W{{0,3}}{_PLACE}\((?:[\w. ]{{2,30}}/)?<any>(?:[/,]\s?[\w.-]+){{0,3}}\)\s*(?:{_DASH}|[.:,]|(?=[\"“‘'(]?[A-Z0-9]))"),
    _form(rf"\W{{0,3}}\((?:[\w. ]{{2,30}}/)?<any>(?:[/,]\s?[\w.-]+){{0,3}}\)\s*(?:{_DASH}|[.:])"),
    _form(rf"\W{{0,3}}{_PLACE}(?:(?<=[,:/—–-])|(?<=[,:/—–-]\s))<any>(?:/[\w.-]+)?\s?{_DASH}"),
    _form(rf"\W{{0,3}}<any>\s?(?:{_DASH}\s|--|—|–)\s?(?=[\"“‘'(]?[A-Z0-9])"),
    _form(r"\W{0,3}<sure>\s?[|·•]"),
    _form(rf"\W{{0,3}}{_PLACE}(?:(?<=[,:/|—–-])|(?<=[,:/|—–-]\s))<sure>\s?[:|]\s"),
    _form(rf"\W{{0,3}}<sure>,\s[A-Z][\w'’. ]{{2,30}}?\s?{_DASH}\s"),
    _form(rf"\W{{0,3}}<sure>,?\s(?:(?:Updated|Published|Posted|Last)\b|{_MONTH}\b|\d{{1,2}}[\s/.])"),
)
# What stands behind the last sentence of a paragraph: … people. —AFP; … people. (ANI); … people. [AP]
_CLOSINGS = (
    _form(rf"[.!?…”\"'’)]\s*(?:{_DASH}|==)\s?<any><more>{_TRAIL}\.?\s*$"),
    _form(r"[.!?…”\"'’)]\s*[\[(]<any><more>[\])]\.?\s*$"),
    _form(r"[.!?…”\"'’)]\s/?<sure>/?\s*$"),
    _form(rf"[.!?…”\"'’)]\s\({_PERSON}\s?/\s?<sure>\)\s*$"),
    _form(r"[.!?…”\"'’)]\s*\((?:[A-Za-z]{2,5}/[A-Za-z]{2,5}\s)?<sure><more>\)\s*$"),
)
_ANYWHERE = (
    _form(rf"(?:^|[.!?]\s)This\s<sure>\s{_WORKS}\b"),
    _form(r"\b(?:[Ii]nformation|[Mm]aterial|[Rr]eports?)\sfrom\s(?:[Tt]he\s)?<sure>\s(?:was|were)\sused\b"),
    _form(rf"<sure>['’]s?\s{_PERSON}\scontributed\b"),
    _form(r"(?:^|[.!?]\s)<sure>[.,]?\s[Aa]ll\srights\sreserved"),
    _form(rf"[\[(]\s*{_LEAD}{{1,8}}(?:[^()\n]{{0,60}}?\b(?i:from|by|with|via)\s)?<any><more>{_TRAIL}\s*\.?\s*[\])]"),
    _form(rf"\(\s*(?i:with|from)\s<sure><more>{_TRAIL}\s*\.?\s*\)"),
    _form(r"\((?i:with\s)?<any><more>\s(?i:inputs?)\)"),
    _form(r"(?:^|[\s(])[a-z]{2,4}(?:/[a-z]{2,4})?\s\(<any>"),  # kb/rt (AFP, AP, dpa)
    _form(
        r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)(?:\s*(?:©|\([cC]\)))?\s*(?i:copyright\s)?"
        r"(?:\d{4}(?:\s?[–-]\s?\d{2,4})?,?\s*)?(?:by\s)?(?:[Tt]he\s)?<sure>"
    ),
    _form(r"\b[A-Z][A-Z]{2,}(?:[ .-][A-Z]+){0,3}(?:,\s[\w .]{3,20})?\s?/\s?<sure>"),  # TALNO/AFP
    _form(r"/\s?<sure>\s?/"),  # LONDON, May 3 /PRNewswire/ -
    _form(r"<sure>(?:['’]s?)?\s(?:[A-Za-z]+\s){0,2}(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?|[Ss]taff)\b"
          r"[^.\n]{0,160}?\scontributed(?:\sreporting)?\b"),
    _form(rf"<sure><more>\s(?:also\s)?contributed(?:\sreporting)?(?:\sto\s(?:this|the)\s{_WORKS}|\s?\.|\s*$)"),
    _form(r"\([a-z]{2,4}(?:/[a-z]{2,4})?/<any><more>\)"),  # (jr/AFP)
    _form(rf"\b[Tt]his\sis\san?\s<sure>\s{_WORKS}\b"),
    _form(rf"[\[(]\s*{_LEAD}{{1,8}}{_PERSON},\s<sure><more>\s*\.?\s*[\])]"),
    _form(rf"\b[Tt]his\s{_WORKS}\s(?:first\s|originally\s)?appeared\s(?:first\s)?(?:on|in|at)\s<sure>"),
    _form(rf"\b[Tt]his\s{_WORKS}\b[^.\n]{{0,140}}?\b(?:by|from|of|with|via)\s(?:[Tt]he\s)?(?:[a-z]+\s(?:from|by)\s)?<sure>"),
    _form(rf"\b[Tt]he\s{_WORKS}\s(?:is|was|has been|are)\b[^.\n]{{0,80}}?\b{_DONE}\b[^.\n]{{0,60}}?\b(?:by|from|of|with|via)\s"
          r"(?:[Tt]he\s)?<sure>"),
    _form(r"(?:^|[.!?…”\"’)]\s)\W{0,3}(?i:with|some|additional|includes|based on|compiled from)\s(?:a\s)?"
          r"(?i:(?:additional\s)?(?:(?:inputs?|files?|reporting|material|reports?|information|assistance)\s)?(?:from|by|of))\s"
          r"[^.\n]{0,60}?<any>"),
    _form(rf"(?:^|[.!?…”\"’)]\s)\W{{0,3}}(?i:(?:first|originally)\s)?(?i:re)?(?i:{_DONE})\b[^.\n]{{0,40}}?\b(?:by|from|of|with|to|in)\s"
          r"(?:[Tt]he\s)?<sure>"),
    _form(r"(?:^|[\s(\[|/·])(?i:source|sources|credits?|agency|courtesy|author|written by|issued by|story by|report by|text by|"
          r"inputs?|input from|text|report)\s?[:|•–-]\s{0,3}(?:(?i:the|news)\s)?<any>"),
)  # fmt: skip
_WHOLE_LINES = (
    _form(rf"[\s\u2014\u2013*•(\[=_/-]*{_LEAD}{{0,8}}<sure><more>{_TRAIL}(?:\s?[|·•]\s?[^|]{{0,40}}){{0,3}}[/.)\]\s*]*"),
    _form(rf"[\s\u2014\u2013*•(\[=_-]*{_LEAD}{{1,8}}(?:[Tt]he\s)?<any><more>{_TRAIL}[.)\]\s]*"),
    _form(r"[\s(\[\u2014\u2013-]*<sure>(?:\s[A-Z]{2,4}){1,5}\s?"),  # PTI SKL DIV
    _form(r"(?i:edited|reported|reporters?|editors?)\b[^()]{2,80}\(<any><more>\)\s*"),
    _form(rf"\(?{_PERSON}\s?/\s?<sure>\)?"),
    _form(rf"(?:[^|·/]{{0,60}}[|·/]\s)?(?i:by:?\s)?{_PERSON}\s?[,|/\u2014\u2013-]\s?{_LEAD}{{0,8}}<sure><more>{_TRAIL}\.?\s*"),
    _form(rf"(?:.{{0,60}}[|·/]\s|.{{0,60}}\s)?(?i:by:?\s){_PERSON}(?:[^,|]{{0,40}})[,|]?\s{_LEAD}{{0,8}}<sure><more>{_TRAIL}\.?\s*"),
    _form(rf"(?:.{{0,70}}\s)?(?i:by:)\s(?:[Tt]he\s)?<sure><more>{_TRAIL}\.?\s*"),
    _form(rf"{_PERSON}\s?\(<sure>{_TRAIL}\)"),
    _form(r"\([^()]{3,80},\s<sure>\)"),
    _form(r"[A-Z][\w ]{2,25}:\s<sure>"),
    _form(r"<sure><more>\s(?i:in)\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?"),
    _form(r"\(?[A-Z][\w. ]{1,30}\s(?i:with)\s(?i:files from\s)?(?:[Tt]he\s)?<sure><more>\)?"),  # FRANCE 24 with AFP
    _form(r"(?:Published|Updated|Posted|Last updated)\b.{0,60}\s<sure>"),
    _form(r"[(\[]?<sure>/[\w .]{2,40}[)\]]?"),
)  # fmt: skip
# The last line of a text alone may hold a name that means other things.
_LAST_LINES = (
    _form(r"[\s\u2014\u2013(\[=/-]*<any><more>[/.)\]\s]*"),
    _form(r"[(\[]?<any>/[\w .]{2,40}[)\]]?"),
    _form(r"(?:[a-z]{2,4}-)?[a-z]{2,3}/[a-z]{2,3}\s\(<sure><more>\)"),
    _form(r"<sure>(?:\s[a-z]{2,3}(?:/[a-z]{2,3})?){1,3}"),  # dpa jd rb
)
_PICTURES = (
    _form(r"(?i:photo(?:graph)?s?|image|picture|pic|video)\b[^\n]{0,60}?<sure>"),
    _form(r"<sure>(?:/[\w .]{2,30})?[\s/]\s?(?i:(?:file\s)?(?:photo|image|picture|pic|via getty))"),
)
# Credits that name none of them.
_LINE_OF = rf"(?im)^[\s\u2014\u2013(-]*(?:{_LEAD}|compiled\s|staff\s|&\s|/\s?|,\s?){{0,8}}(?:[\w ]{{2,30}}\sand\s)?"
_BY_REPORTERS = re.compile(
    r"\b(?i:reporting|writing|compiled)\sby\s.{3,200}?[;.,\s]\s*(?i:(?:and\s)?(?:writing|editing|edited)\sby)\s"
    r"|^\W{0,2}(?i:reporting|editing|writing|additional reporting)\sby\s[A-Z][^\n]{2,120}\)\W{0,2}$",
    re.MULTILINE,
)
_WITH_AGENCIES = re.compile(
    r"\b(?:with|from)\s(?:inputs?\sfrom\s)?(?:agency\sinputs?|(?:news\s)?agencies)\s*(?:[.)]|$)", re.IGNORECASE | re.MULTILINE
)
_UNNAMED = (  # what the credit says, a word in small letters without which there is none, the form
    ("a news agency (“Reporting by …”)", "ing by ", _BY_REPORTERS),
    ("Xinhua", "endit", re.compile(r"^\s*Endi(?:tem|t)\s*$", re.MULTILINE)),
    ("news agencies", "agenc", re.compile(rf"\((?i:(?:{_LEAD}|and\s){{0,8}}){_MANY}(?i:\sinputs?)?\)")),
    ("news agencies", "agenc", _WITH_AGENCIES),
    ("news agencies", "agenc", re.compile(rf"{_LINE_OF}(?:news\s)?agencies(?:\sin\s[A-Z]\w+)?[\s.)]*$")),
    ("news agencies", "wire", re.compile(rf"{_LINE_OF}(?:the\s)?wire\s(?:services?|reports?)[\s.)]*$")),
    ("news agencies", "services", re.compile(r"(?i)\b(?:wire|news)\sservices\scontributed\sto\sthis\s")),
    ("news agencies", "agencies contrib", re.compile(r"(?im)(?:^|[.!?]\s)(?:news\s|wire\s)?agencies\scontributed\b")),
    ("a news agency", "agency copy", re.compile(r"(?i)\bagency copy\b[.)]?\s*$", re.MULTILINE)),
    ("a syndicated feed", "feed", re.compile(r"(?i)\b(?:syndicated|agency|wire)\s(?:news\s|wire\s|agency\s)?feed\b")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with each agency as one character, and their names in order."""

    text: str
    names: tuple[str, ...]
    is_last: bool

    def name_in(self, found: re.Match[str]) -> str:
        """The name that a form found."""
        before = self.text[: found.start("name")]
        return self.names[before.count(_S) + before.count(_A)]


@dataclass(frozen=True, slots=True)
class Credits:
    """What the first and last lines of a text credit: `ends` are those lines, `lines` the ones that name an agency."""

    ends: str
    lines: tuple[_Line, ...]

    @classmethod
    def of(cls, text: str) -> "Credits":
        """The credits of a text, looked for once."""
        ends = _ends(text)
        return cls(ends, tuple(_lines_with_names(ends)))

    @property
    def agency(self) -> str | None:
        """The agency that the text credits, as written there; a mere mention ("told Reuters") is no credit."""
        named = next(filter(None, map(_credit_in, self.lines)), None)
        signed = named or next((agency for sign, agency in SIGNATURES if sign in self.ends), None)
        return signed or self._unnamed()

    @property
    def of_picture(self) -> str | None:
        """The agency that a picture is credited to, if none is credited for the words."""
        for line in self.lines:
            if found := next(filter(None, (form.compiled.search(line.text) for form in _PICTURES)), None):
                return line.name_in(found)
        return None

    def _unnamed(self) -> str | None:
        lower = self.ends.lower()
        return next((agency for agency, sign, form in _UNNAMED if sign in lower and form.search(self.ends)), None)


def credited_agency(text: str) -> str | None:
    """The agency that `text` credits, if any."""
    return Credits.of(text).agency


def _ends(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"


def _lines_with_names(ends: str) -> Iterator[_Line]:
    words = (_BY_FIRST_WORD.keys() & set(_FIRST_WORD.findall(ends))).union(word for word in _SMALL if word in ends)
    names = tuple(sorted(name for word in words for name in _BY_FIRST_WORD[word] if name in ends))
    if not names:
        return
    pattern = _pattern_of(names)
    lines = [line for line in ends.split("\n") if line.strip()]
    for place, line in enumerate(lines, 1):
        if found := pattern.findall(line):
            yield _Line(pattern.sub(lambda name: _TOKENS[name[0]], line), tuple(found), is_last=place == len(lines))


@lru_cache(maxsize=256)
def _pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<![\w@.])(?<!\w-)(?:{'|'.join(longest_first)})(?![\w@])")


def _credit_in(line: _Line) -> str | None:
    for forms, how in ((_OPENINGS, re.Pattern.match), (_CLOSINGS, re.Pattern.search), (_ANYWHERE, re.Pattern.search)):
        for form in forms:
            if (found := how(form.compiled, line.text)) and _is_credit(line, found):
                return line.name_in(found)
    if len(line.text) > _LONGEST_LINE or _PICTURE.search(line.text):
        return None
    whole = (*_WHOLE_LINES, *(_LAST_LINES if line.is_last else ()))
    found = next(filter(None, (form.compiled.fullmatch(line.text) for form in whole)), None)
    return line.name_in(found) if found and _is_credit(line, found) else None


def _is_credit(line: _Line, found: re.Match[str]) -> bool:
    """Whether what was found credits the text: no picture, no state of America, no short form behind its own long one."""
    before, name = line.text[: found.start("name")], line.name_in(found)
    if _PICTURE.search(found.group()) or _PICTURE.match(line.text[found.end() :].lstrip()):
        return False
    if name == "PA" and before.rstrip().endswith(",") and not re.match(r"\W*by\s", before, re.IGNORECASE):
        return False
    initials = "".join(re.findall(r"\b[^\W\d_]", before[-80:])).upper()
    return not (before.rstrip(" (").endswith((_S, _A)) or _spells(initials, before, name))


def _spells(initials: str, before: str, name: str) -> bool:
    """Whether the words before a name in brackets are what it is short for: Advanced Placement (AP)."""
    if not before.endswith("(") or not name.isupper():
        return False
    capitals = "".join(re.findall(r"\b[A-Z]", before[-80:]))
    return initials.endswith(name) or capitals.endswith(name) or before.rstrip(" (").upper().endswith(f" {name}")
