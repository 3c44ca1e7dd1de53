"""Which numbers and dates a stretch of text writes, whatever their form: "3-5%" and "three to five per cent" say the same.

In: the stretch as it stands. Out: the amounts in order, each as all that it may mean ("03/12/2024" is a day of March
or of December), or None where the stretch says something else too, or no number. The words stand in the language's pack.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple, Self
from unicodedata import numeric

Amount = frozenset[tuple[str, object]]  # each meaning: a unit ("" for none, `_DATE`, `_ORDINAL`) and a value
_DATE, _ORDINAL, _PERCENT, _DECADE, _ALONE = "date", "ordinal", "%", "s", "unit"
_VULGAR = "¼½¾⅐-⅞"
_FIGURES = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+|,\d{1,2}(?!\d))?"
_NUMBER = re.compile(
    rf"(?P<sign>[$£€¥])? ?(?P<figures>{_FIGURES})"
    rf"(?:[ -]?(?P<top>\d+)/(?P<bottom>\d+)(?![\d/])| ?(?P<vulgar>[{_VULGAR}]))?(?P<ending>[a-z]*)"
)
_FRACTION = re.compile(rf"(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})(?![\d/])|(?P<vulgar>[{_VULGAR}])")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_WORD = re.compile(r"\b[IVXLCDM]+\b")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_MARKED = re.compile(r"#(\d+)")  # a Roman numeral, once it is read
_WORDS = re.compile(r"[a-z]+(?:[ -][a-z]+){0,7}")
_WORD, _SCALE, _UNIT = re.compile(r"[a-z]+"), re.compile(r" ([a-z]+)\b"), re.compile(r"[ -]?(per cent\b|[a-z]+\b|%)")
_ENDINGS = re.compile(r"st|nd|rd|th")
_BETWEEN = re.compile(r"[\s,./-]*")
DASHES = "\u02d7\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_PLAIN = str.maketrans(dict.fromkeys(DASHES, "-") | {"\u00a0": " ", "\u202f": " ", "\u2044": "/", "\u00d7": "x"})
_OPENS_DATE = re.compile(r"\d{1,4}(?:(?:st|nd|rd|th)?[ -][a-z]|[-/.]\d)|[a-z]{3}")
_NFKC_MIXED = re.compile(r"(?<=\d)([1-7])\u2044(?=(?:[2-9]|10)(?!\d))")  # NFKC writes 2½ so
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_MOST_DAYS, _MOST_MONTHS = 31, 12
_DIGITS = 9  # of a value behind the point: thirds have no end
_CENTURY = 100
_THOUSAND = 1000
_ODDS_REACH = 40  # characters: the longest wording of odds, twice over
_MOST_ODDS, _LEAST_LARGE = 1000, 10_000  # what lies between is a year: "five in 2020"


class _Part(NamedTuple):
    """One amount as it is read: its meanings, where it ends, and what it shares with the one before it ("3-5%")."""

    meanings: Amount
    end: int
    unit: str = ""
    scale: float = 1.0


def roman(word: str) -> int | None:
    """The number that a Roman numeral writes; None for what is none."""
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_LETTERS[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


@dataclass(frozen=True, slots=True)
class Amounts:
    """The words of a language for months, parts, ranks, units, and what may stand between numbers.

    `value` reads a row of number words, `scale` letters behind figures ("bn").
    """

    months: Mapping[str, int]
    days: Mapping[str, int]
    ranks: Mapping[str, int]
    parts: Mapping[str, int]
    units: Mapping[str, tuple[str, ...]]
    odds: re.Pattern[str]
    scales: Mapping[str, float]
    joining: frozenset[str]
    point: str
    known: frozenset[str]
    dates: Callable[[], tuple[tuple[re.Pattern[str], bool], ...]]
    value: Callable[[Sequence[str]], float | None]
    scale: Callable[[str], float | None]

    @classmethod
    def of(
        cls, kept: Mapping[str, Any], values: Mapping[str, float], value: Callable[[Sequence[str]], float | None],
        scale: Callable[[str], float | None],
    ) -> Self:  # fmt: skip
        """The words as the pack holds them under `amounts`."""
        months, days = _numbered(kept["months"]), _numbered(kept["weekdays"])
        ranks = {word: k for k, word in enumerate(kept["ranks"], 1)} | dict(
            zip(kept["rank_tens"], range(20, 100, 10), strict=False)
        )
        units = _named(kept["units"])
        point, known = kept["point"], frozenset().union(months, days, ranks, kept["parts"], units, values, [kept["point"]])
        scales = {word: n for word, n in values.items() if n >= _CENTURY}
        dates = lru_cache(partial(_date_patterns, (*months,), (*ranks,)))  # a process that meets no dates need not compile them
        joining, odds = frozenset(kept["joining"]), _odds_pattern(kept["odds"])
        return cls(months, days, ranks, kept["parts"], units, odds, scales, joining, point, known, dates, value, scale)

    def counts(self, word: str) -> bool:
        """Whether a word as it is matched may be of an amount: a figure, a number word, a month, a unit."""
        return word in self.known or word[0].isnumeric() or ("-" in word and not self.known.isdisjoint(word.split("-")))

    def joins(self, word: str) -> bool:
        """Whether a word may stand between two of an amount: "to", "and", "of"."""
        return word in self.joining

    def odds_at(self, text: str, start: int, end: int) -> tuple[Amount, ...] | None:
        """The share that a text writes as odds ("one in four", "3 out of 10") across `[start, end)`; None where there is none."""
        first = max(start - _ODDS_REACH, 0)
        for found in self.odds.finditer(text[first : end + _ODDS_REACH].lower().translate(_PLAIN)):
            some, all_ = self._whole(found["some"]), self._whole(found["all"])
            is_there = found.start() + first < end and found.end("all") + first > start
            if is_there and some and all_ and some < all_ and not _MOST_ODDS < all_ < _LEAST_LARGE:
                return (frozenset({("", _even(some / all_))}),)
        return None

    def _whole(self, written: str) -> float | None:
        return _written(written) if written[0].isdigit() else self.value(written.split("-"))

    def read(self, text: str) -> tuple[Amount, ...] | None:
        """The amounts of a stretch in order; None where it holds other words, or units alone."""
        parted = _NFKC_MIXED.sub(r" \1/", text)
        plain = _ROMAN_WORD.sub(_mark, parted).lower().translate(_PLAIN)
        found: list[_Part] = []
        at = _BETWEEN.match(plain).end()  # type: ignore[union-attr]
        last = ""
        while at < len(plain):
            part = self._part(plain, at)
            if part is None:
                word = _WORD.match(plain, at)
                if word is None or word.group() not in self.joining:
                    return None
                at, last = _BETWEEN.match(plain, word.end()).end(), plain[at : word.end()]  # type: ignore[union-attr]
                continue
            if found and last != ",":
                found[-1], part = _shared(found[-1], part)
            found.append(part)
            at = _BETWEEN.match(plain, part.end).end()  # type: ignore[union-attr]
            last = plain[part.end : at].strip()
        return tuple(part.meanings for part in found) if any(part.scale for part in found) else None

    def _part(self, text: str, at: int) -> _Part | None:
        return self._date(text, at) or self._fraction(text, at) or self._figures(text, at) or self._words(text, at)

    def _date(self, text: str, at: int) -> _Part | None:
        for pattern, is_american in self.dates() if _OPENS_DATE.match(text, at) else ():
            if found := pattern.match(text, at):
                said = found.groupdict()
                month, day, year = self._month(said["month"]), self._day(said.get("day")), said.get("year")
                days = {(month, day)} | ({(day, month)} if is_american and month and day else set())
                meanings = frozenset((_DATE, (each, *one)) for one in days for each in _years(year) if _is_day(*one))
                if meanings:
                    return _Part(meanings, found.end())
        return None

    def _month(self, written: str) -> int:
        return int(written) if written.isdigit() else self.months[written]

    def _day(self, written: str | None) -> int | None:
        if written is None or written[0].isdigit():
            return written and int(re.sub(r"\D", "", written))  # type: ignore[return-value]
        return self._rank(written.replace("-", " ").split())

    def _fraction(self, text: str, at: int) -> _Part | None:
        found = _FRACTION.match(text, at)
        if found is None or (found["bottom"] and not int(found["bottom"])):
            return None
        value = numeric(found["vulgar"]) if found["vulgar"] else int(found["top"]) / int(found["bottom"])
        part = self._with_unit(text, found.end(), value)
        if found["top"]:
            one, two = int(found["top"]), int(found["bottom"])
            days = {(_DATE, (None, *each)) for each in ((one, two), (two, one)) if _is_day(*each)}
            part = part._replace(meanings=part.meanings | days)
        return part

    def _figures(self, text: str, at: int) -> _Part | None:
        if marked := _MARKED.match(text, at):
            value = float(marked.group(1))
            return _Part(frozenset({("", value), (_ORDINAL, value)}), marked.end())
        found = _NUMBER.match(text, at)
        if found is None or (found["bottom"] and not int(found["bottom"])):
            return None
        value, ending = _written(found["figures"]), found["ending"]
        value += int(found["top"]) / int(found["bottom"]) if found["top"] else 0.0
        value += numeric(found["vulgar"]) if found["vulgar"] else 0.0
        sign = found["sign"] or ""
        if not ending:
            part = self._with_unit(text, found.end(), value, sign)
            return _with_thousands(part, found["figures"])
        if _ENDINGS.fullmatch(ending):
            return _Part(frozenset({("", value), (_ORDINAL, value)}), found.end())
        if ending == _DECADE:
            return _Part(frozenset({(_DECADE, value)}), found.end())
        return self._glued(found.end(), value, ending, sign)

    def _glued(self, end: int, value: float, ending: str, sign: str) -> _Part | None:
        """Figures with letters behind them: a scale, a unit, or either ("1.5m")."""
        scale, units = self.scale(ending), self.units.get(ending, ())
        meanings = {(sign, _even(value * scale))} if scale else set()
        meanings |= {(unit, _even(value)) for unit in units if not sign}
        return _Part(frozenset(meanings), end, units[0] if units else "", scale or 1.0) if meanings else None

    def _words(self, text: str, at: int) -> _Part | None:
        found = _WORDS.match(text, at)
        if found is None:
            return None
        words = re.split(r"[ -]", found.group())
        for n in range(len(words), 0, -1):
            end = at + len(" ".join(words[:n]))
            part = self._of_words(words[:n], text, end)
            if part is not None:
                return part
        return None

    def _of_words(self, words: list[str], text: str, end: int) -> _Part | None:
        """The amount that exactly these words write."""
        if len(words) == 1 and (units := self.units.get(words[0])):
            return _Part(frozenset((_ALONE, unit) for unit in units), end, scale=0.0)
        if len(words) == 1 and words[0] in self.days:
            return _Part(frozenset({(_DATE, ("weekday", self.days[words[0]]))}), end)
        value = None if words[-1] in self.joining else self._pointed(words)
        if value is not None:
            return self._with_unit(text, end, value)
        share, rank = self._share(words), self._rank(words)
        if rank is not None:
            shares = {("", _even(share))} if share is not None else set()
            return _Part(frozenset({(_ORDINAL, float(rank)), *shares}), end)
        return None if share is None else self._with_unit(text, end, share)

    def _share(self, words: list[str]) -> float | None:
        """What "two thirds", "third" and "two and two thirds" write."""
        *head, last = words
        if last not in self.parts:
            return None
        joins = [k for k, word in enumerate(head) if word in self.joining]
        whole = self.value(head[: joins[0]]) if joins else 0.0
        counted = [word for word in (head[joins[0] :] if joins else head) if word not in self.joining]
        n = self.value(counted) if counted else 1.0
        return None if whole is None or n is None else whole + n / self.parts[last]

    def _pointed(self, words: list[str]) -> float | None:
        """What number words write, "three point one four" too."""
        if self.point not in words[1:-1]:
            return self.value(words)
        at = words.index(self.point)
        whole, digits = self.value(words[:at]), [self.value([word]) for word in words[at + 1 :]]
        if whole is None or any(digit is None or not 0 <= digit <= 9 for digit in digits):
            return None
        return float(f"{int(whole)}.{''.join(str(int(digit or 0)) for digit in digits)}")

    def _rank(self, words: list[str]) -> int | None:
        if len(words) == 1:
            return self.ranks.get(words[0])
        tens = self.value(words[:1]) if len(words) == 2 else None
        rank = self.ranks.get(words[-1])
        whole = tens is not None and tens % 10 == 0 and 20 <= tens < _CENTURY and rank is not None and rank < 10
        return int(tens or 0) + (rank or 0) if whole else None

    def _with_unit(self, text: str, end: int, value: float, sign: str = "") -> _Part:
        """A number with the scale and the unit that stand behind it."""
        scale = 1.0
        if (word := _SCALE.match(text, end)) and word.group(1) in self.scales:
            scale, end = self.scales[word.group(1)], word.end()
        units: tuple[str, ...] = (sign,)
        if word := _UNIT.match(text, end):
            known = self.units.get(word.group(1), ())
            if known and (_PERCENT in known or len(word.group(1)) > 1):
                units, end = known, word.end()
        return _Part(frozenset().union(*(_meaning(unit, value * scale) for unit in units)), end, units[0], scale)


def _meaning(unit: str, value: float) -> Amount:
    alone = {("", _even(value / _CENTURY))} if unit == _PERCENT else set()
    return frozenset({(unit, _even(value)), *alone})


def _even(value: float) -> float:
    return round(value, _DIGITS)


def _written(figures: str) -> float:
    whole = re.fullmatch(r"(.+),(\d{1,2})", figures)
    return float(f"{whole[1].replace(',', '')}.{whole[2]}" if whole else figures.replace(",", ""))


def _with_thousands(part: _Part, figures: str) -> _Part:
    """The same, where the point may part thousands ("1.500")."""
    if not _THOUSANDS.fullmatch(figures):
        return part
    more = _meaning(part.unit, float(figures.replace(".", "")) * part.scale)
    return part._replace(meanings=part.meanings | more)


def _shared(one: _Part, two: _Part) -> tuple[_Part, _Part]:
    """Both ends of a range, with what the second says of the first ("3-5%") and the first of the second ("2019-21")."""
    bare = [value for unit, value in one.meanings if unit == "" and isinstance(value, float)]
    if len(bare) == 1 and one.unit == "" and one.scale == 1.0 and (two.unit or two.scale != 1.0):
        one = one._replace(meanings=one.meanings | _meaning(two.unit, bare[0] * two.scale) | _meaning(two.unit, bare[0]))
    others = [value for unit, value in two.meanings if unit == "" and isinstance(value, float)]
    if len(bare) == len(others) == 1 and bare[0] >= _THOUSAND and 0 < others[0] < _CENTURY and two.unit == "":
        two = two._replace(meanings=two.meanings | {("", bare[0] - bare[0] % _CENTURY + others[0])})
    return one, two


def _mark(found: re.Match[str]) -> str:
    value = roman(found.group())
    return found.group() if value is None else f"#{value}"


def _is_day(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= _MOST_MONTHS) and (day is None or 1 <= day <= _MOST_DAYS)


def _years(written: str | None) -> Iterator[int | None]:
    if written is None:
        yield None
    elif len(written) > 2:
        yield int(written)
    else:
        yield from (1900 + int(written), 2000 + int(written))


def _named(groups: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The units that each form may name, by their first forms: "pounds" are money or a weight."""
    named: dict[str, tuple[str, ...]] = {}
    for group in groups:
        named |= {form: (*named.get(form, ()), group[0]) for form in group}
    return named


def _odds_pattern(between: Sequence[str]) -> re.Pattern[str]:
    """Two numbers with such words between them: "one in four", "3 out of every 10"."""
    number = r"\d{1,3}(?:,\d{3})+|\d+|[a-z]+(?:-[a-z]+)?"
    words = "|".join(sorted(between, key=len, reverse=True))
    # looked ahead at: in "found in one in four" the odds begin with the end of what is none
    return re.compile(rf"(?<![\d.,/-])\b(?=(?P<some>{number}) (?:{words}) (?P<all>{number})\b(?![,./-]?\d))")


def _numbered(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    return {form: k for k, group in enumerate(groups, 1) for form in group}


def _date_patterns(months: tuple[str, ...], ranks: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Forms of dates, the surest first; with each whether day and month may stand the other way round."""
    month = rf"(?P<month>{'|'.join(sorted(months, key=len, reverse=True))})\b\.?"
    rank = "|".join(sorted(ranks, key=len, reverse=True))
    day = rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|(?:[a-z]+-)?(?:{rank}))\b"
    year, short = r"(?P<year>\d{4})\b", r"(?P<year>\d{4}|\d{2})\b"
    forms = (
        (r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})\b", False),
        (rf"(?P<month>\d{{1,2}})([-/.])(?P<day>\d{{1,2}})\2{short}", True),
        (rf"{day}[ -](?:[a-z]+ )?{month}[ ,-]{{1,2}}{year}", False),
        (rf"{month}[ -](?:the )?{day},? {year}", False),
        (rf"{day}[ -](?:[a-z]+ )?{month}", False),
        (rf"{month},? (?:of )?{year}", False),
        (rf"{month}[ -](?:the )?{day}", False),
        (rf"(?P<month>\d{{1,2}})/{year}", False),
        (month, False),
    )
    return tuple((re.compile(form), either) for form, either in forms)
