"""Which news agency a text credits, if any: in its first or last lines, in the forms that newspapers use.

A mention is no credit: an agency that is told, quoted or written about, a name behind its own long form ("the Associated Press
(AP)"). Nor does the credit of a picture say anything of the text.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

from app.lexicon import CreditWording
from app.verdict.twins import tallying, twin_of

HEAD, TAIL = 800, 800  # characters: a headline with its lead and the place line, and the lines that close an article
_LONGEST_LINE = 160  # of a line that is nothing but a credit
Searched = Callable[[re.Pattern[str], str], re.Match[str] | None]
# In the lines that the forms are held against an agency is one character: the first for a sure name, the other for one that
# means many things. Small patterns are fast, and quickly made when the service starts.
_S, _A = "\ue000", "\ue001"
_FIRST_WORD = re.compile(r"[A-ZČ][^\W\d_]*")
_SHORTEST_SMALL = 4  # letters of a short form that bylines have in capitals already


@dataclass(frozen=True)
class _Form:
    """A form of credits, compiled when a text is first held against it: all together they take 30 ms of a start."""

    pattern: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


@dataclass(frozen=True, eq=False)
class CreditForms:
    """The wording of a language made ready: each name's character, the names by their first words, the forms by their places."""

    wording: CreditWording
    tokens: Mapping[str, str]
    by_first_word: Mapping[str, tuple[str, ...]]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, wording: CreditWording) -> Self:
        """The forms of that wording."""
        capitals = (name.upper() for name in wording.names if " " in name or len(name) > _SHORTEST_SMALL)  # as bylines have them
        names = dict.fromkeys((*wording.names, *capitals), _S)
        tokens = dict.fromkeys(wording.names_of_more, _A) | names
        return cls(wording, tokens, _by_first_word(tokens))

    @cached_property
    def unnamed(self) -> tuple[tuple[str, str, _Form], ...]:
        """Credits that name no agency: what each says, its sign, its form."""
        return tuple((form.says, form.sign, _Form(form.pattern)) for form in self.wording.unnamed)

    @cached_property
    def unnamed_signs(self) -> tuple[str, ...]:
        """Without one of these, in small letters, nothing credits without a name."""
        return tuple(dict.fromkeys(sign for _, sign, _ in self.unnamed))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What is looked for by itself: the first words in small letters, and the signatures."""
        return (*self.wording.small, *(sign for sign, _ in self.wording.signatures))

    @cached_property
    def inside(self) -> tuple[tuple[_Form, Searched], ...]:
        """The forms that stand in a line beside other words, each with how it is looked for."""
        places = (("openings", re.Pattern.match), ("closings", re.Pattern.search), ("anywhere", re.Pattern.search))
        return tuple((form, how) for place, how in places for form in self._forms(place))

    @cached_property
    def whole_lines(self) -> tuple[_Form, ...]:
        """The forms of a line that is nothing but a credit."""
        return self._forms("whole_lines")

    @cached_property
    def last_lines(self) -> tuple[_Form, ...]:
        """The forms of a text's last line, which alone may hold a name that means other things."""
        return self._forms("last_lines")

    @cached_property
    def pictures(self) -> tuple[_Form, ...]:
        """The forms of a picture's credit."""
        return self._forms("pictures")

    @cached_property
    def picture(self) -> re.Pattern[str]:
        """What is said of a picture."""
        return re.compile(self.wording.picture, re.IGNORECASE)

    @cached_property
    def byline(self) -> re.Pattern[str]:
        """How a line with a reporter's name begins."""
        return re.compile(self.wording.byline, re.IGNORECASE)

    def _forms(self, place: str) -> tuple[_Form, ...]:
        return tuple(map(self._form, self.wording.forms[place]))

    def _form(self, pattern: str) -> _Form:
        marked = pattern.replace("<one_sure>", _S).replace("<one_other>", _A)
        return _Form(marked.replace("<sure>", f"(?P<name>{_S})").replace("<any>", f"(?P<name>[{_S}{_A}])"))


def _by_first_word(tokens: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The names by their first words; in small letters by their first three."""
    found: dict[str, tuple[str, ...]] = {}
    for name in tokens:
        first = _FIRST_WORD.findall(name)[0] if name[0].isupper() else name[:3]
        found[first] = (*found.get(first, ()), name)
    return found


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
    """What the first and last lines of a text credit: `ends` are those lines, `lines` the ones that name an agency.

    `words`: those of `CreditForms.words` that stand there.
    """

    ends: str
    words: Set[str]
    lines: tuple[_Line, ...]
    forms: CreditForms

    @classmethod
    def of(cls, text: str, wording: CreditWording) -> Self:
        """The credits of a text, looked for once, in the forms of its language."""
        ends, forms = _ends(text), CreditForms.of(wording)
        words = words_in(ends, forms.words)
        return cls(ends, words, tuple(_lines_with_names(ends, words, forms)), forms)

    @property
    def agency(self) -> str | None:
        """The agency that the text credits, as written there; a mere mention ("told Reuters") is no credit."""
        named = next(filter(None, (_credit_in(line, self.forms) for line in self.lines)), None)
        signed = named or next((agency for sign, agency in self.forms.wording.signatures if sign in self.words), None)
        return signed or self._unnamed()

    @property
    def of_picture(self) -> str | None:
        """The agency that a picture is credited to, if none is credited for the words."""
        for line in self.lines:
            if found := next(filter(None, (form.compiled.search(line.text) for form in self.forms.pictures)), None):
                return line.name_in(found)
        return None

    def _unnamed(self) -> str | None:
        signs = words_in(self.ends.lower(), self.forms.unnamed_signs)
        if not signs:
            return None
        return next((says for says, sign, form in self.forms.unnamed if sign in signs and form.compiled.search(self.ends)), None)


def credited_agency(text: str, wording: CreditWording) -> str | None:
    """The agency that `text` credits, if any."""
    return Credits.of(text, wording).agency


def _ends(text: str) -> str:
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}\n{text[-TAIL:]}"


def _lines_with_names(ends: str, standing: Set[str], forms: CreditForms) -> Iterator[_Line]:
    by_first_word = forms.by_first_word
    words = first_words(ends, by_first_word).union(word for word in forms.wording.small if word in standing)
    names = tuple(sorted(name for word in words for name in by_first_word[word] if name in ends))
    if not names:
        return
    pattern = _pattern_of(names)
    lines = [line for line in ends.split("\n") if line.strip()]
    for place, line in enumerate(lines, 1):
        if found := pattern.findall(line):
            yield _Line(pattern.sub(lambda name: forms.tokens[name[0]], line), tuple(found), is_last=place == len(lines))


def words_in_plainly(text: str, wanted: tuple[str, ...]) -> Set[str]:
    """What `words_in` returns, without the compiled walk."""
    return {word for word in wanted if word in text}


@twin_of(words_in_plainly)
def words_in(text: str, wanted: tuple[str, ...]) -> Set[str]:
    """Those of some words that stand in a text."""
    return tallying.words_in(text, wanted)


def first_words_plainly(text: str, known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """What `first_words` returns, without the compiled walk."""
    return known.keys() & set(_FIRST_WORD.findall(text))


@twin_of(first_words_plainly)
def first_words(text: str, known: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The words with a capital that a name of an agency may begin with; `known` are those words."""
    return tallying.first_words(text, known)


@lru_cache(maxsize=256)
def _pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<![\w@.])(?<!\w-)(?:{'|'.join(longest_first)})(?![\w@])")


def _credit_in(line: _Line, forms: CreditForms) -> str | None:
    for form, how in forms.inside:
        if (found := how(form.compiled, line.text)) and _is_credit(line, found, forms):
            return line.name_in(found)
    if len(line.text) > _LONGEST_LINE or forms.picture.search(line.text):
        return None
    whole = (*forms.whole_lines, *(forms.last_lines if line.is_last else ()))
    found = next(filter(None, (form.compiled.fullmatch(line.text) for form in whole)), None)
    return line.name_in(found) if found and _is_credit(line, found, forms) else None


def _is_credit(line: _Line, found: re.Match[str], forms: CreditForms) -> bool:
    """Whether what was found credits the text: no picture, no state of America, no short form behind its own long one."""
    before, name = line.text[: found.start("name")], line.name_in(found)
    if forms.picture.search(found.group()) or forms.picture.match(line.text[found.end() :].lstrip()):
        return False
    if name in forms.wording.names_of_places and before.rstrip().endswith(",") and not forms.byline.match(before):
        return False
    initials = "".join(re.findall(r"\b[^\W\d_]", before[-80:])).upper()
    return not (before.rstrip(" (").endswith((_S, _A)) or _spells(initials, before, name))


def _spells(initials: str, before: str, name: str) -> bool:
    """Whether the words before a name in brackets are what it is short for: Advanced Placement (AP)."""
    if not before.endswith("(") or not name.isupper():
        return False
    capitals = "".join(re.findall(r"\b[A-Z]", before[-80:]))
    return initials.endswith(name) or capitals.endswith(name) or before.rstrip(" (").upper().endswith(f" {name}")
