"""Days, months, years and hours: a later version names others, another zone tells the same hour otherwise."""

import re
from random import Random
from typing import Final

from app.training.examples.honest.places import another, any_of, change_some, like

DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS: Final = "January February March April May June July August September October November December".split()
_SHORT_MONTHS: Final = "Jan. Feb. Aug. Sept. Oct. Nov. Dec.".split()
_TIMES: Final = ("morning", "afternoon", "evening", "night")
_RELATIVE: Final = (
    "today", "yesterday", "tomorrow", "tonight", "last night", "this morning", "this week", "last week", "next week",
    "this month", "last month", "next month", "this year", "last year", "next year",
)  # fmt: skip
_PERIODS: Final = ("hours", "days", "weeks", "months", "years", "minutes", "decades")
_ZONES: Final = {"ET": 0, "EST": 0, "EDT": 0, "CT": -1, "CST": -1, "MT": -2, "PT": -3, "PST": -3, "GMT": 5, "BST": 6, "CET": 6}
_DAY: Final = any_of(DAYS, ignores_case=False)
_MONTH: Final = any_of([*MONTHS[:4], *MONTHS[5:]], ignores_case=False)  # "May" is too often a verb
_SHORT: Final = re.compile(r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.(?= \d)")
_DATED: Final = re.compile(rf"\b((?:{'|'.join(MONTHS)}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) )(\d{{1,2}})\b(?!:)")
_DAY_FIRST: Final = re.compile(rf"\b(\d{{1,2}})( (?:{'|'.join(MONTHS)})\b)")
_YEAR: Final = re.compile(r"(?<![\w.,$£€-])(?:19|20)\d\d(?![\w,%-])")
_PART: Final = re.compile(rf"(?<=day )(?:{'|'.join(_TIMES)})\b")
_THEN: Final = any_of(_RELATIVE)
_PERIOD: Final = any_of(_PERIODS)
_CLOCK: Final = re.compile(
    r"\b(\d{1,2})(:\d\d)? ?([ap])(\.?)m(\.?)(?: (E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|BST)\b)?", re.IGNORECASE
)


def days(text: str, random: Random, rate: float) -> str:
    """Other weekdays, some with another time of the day."""
    text = change_some(text, _DAY, lambda m: another(DAYS, m.group(), random), rate, random)
    if random.random() < 0.4:
        text = change_some(text, _PART, lambda m: another(_TIMES, m.group(), random), rate, random)
    return text


def dates(text: str, random: Random, rate: float) -> str:
    """Other days of the month, months and years."""
    text = change_some(text, _DATED, lambda m: m[1] + _other_day(m[2], random), rate, random)
    text = change_some(text, _DAY_FIRST, lambda m: _other_day(m[1], random) + m[2], rate, random)
    if random.random() < 0.6:
        text = change_some(text, _MONTH, lambda m: another(MONTHS, m.group(), random), rate, random)
        text = change_some(text, _SHORT, lambda m: another(_SHORT_MONTHS, m.group(), random), rate, random)
    if random.random() < 0.6:
        text = change_some(text, _YEAR, lambda m: str(int(m.group()) + random.choice((-3, -2, -1, 1, 2, 3, 4, 10))), rate, random)
    return days(text, random, rate) if random.random() < 0.5 else text


def _other_day(written: str, random: Random) -> str:
    return another([str(day) for day in range(1, 29)], written, random)


def relative_days(text: str, random: Random, rate: float) -> str:
    """Words like "today" become others or weekdays, weekdays become such words, and "weeks" become "months"."""
    places = re.compile(rf"{_THEN.pattern}|\bon (?:{'|'.join(DAYS)})\b", re.IGNORECASE)

    def write(match: re.Match[str]) -> str:
        if match.group()[:3].lower() == "on ":
            return like(match.group(), random.choice(_RELATIVE[:6]))
        if random.random() < 0.5:
            return like(match.group(), f"on {random.choice(DAYS)}")
        return like(match.group(), another(_RELATIVE, match.group().lower(), random))

    text = change_some(text, places, write, rate, random)
    if random.random() < 0.4:
        text = change_some(
            text, _PERIOD, lambda m: like(m.group(), another(_PERIODS, m.group().lower(), random)), rate / 2, random
        )
    return text


def hours(text: str, random: Random, rate: float) -> str:
    """Clock times of another zone, or in the form of another house: "3 p.m." → "15:00", "8 p.m. GMT", "3pm"."""
    zone, form = random.choice(tuple(_ZONES)), random.choice(("same", "dotless", "clock", "zone", "zone"))

    def write(match: re.Match[str]) -> str:
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        minutes = match[2] or ""
        if form == "clock":
            return f"{hour:02}{minutes or ':00'}"
        if form == "zone":
            hour = (hour + _ZONES[zone] - _ZONES.get((match[6] or "ET").upper().replace("D", "S"), 0)) % 24
        if form == "same":
            hour = (hour + random.choice((-2, -1, 1, 2, 3))) % 24
        dot = "" if form == "dotless" else "."
        half = "a" if hour < 12 else "p"
        blank = "" if form == "dotless" else " "
        return f"{hour % 12 or 12}{minutes}{blank}{half}{dot}m{dot}" + (f" {zone}" if form == "zone" else "")

    return change_some(text, _CLOCK, write, rate, random)


_FULL_DATE: Final = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ((?:19|20)\d\d))?\b(?!:)")
_DAY_DATE: Final = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})(?:,? ((?:19|20)\d\d))?\b")
_DATE_FORMS: Final = ("{day} {month} {year}", "{month} {day}, {year}", "{short} {day}, {year}", "{month} {day}th {year}",
"{day}.{n}.{year}",
                      "{n}/{day}/{year}", "{day}/{n}/{year}", "the {day}th of {month} {year}",
                      "{year}-{n:02}-{day:02}")  # fmt: skip


def date_formats(text: str, random: Random, rate: float) -> str:
    """The same days as another house writes them: "March 3, 2019" becomes "3 March 2019" or "3/3/2019"; weekdays shortened."""
    form = random.choice(_DATE_FORMS)

    def written(day: int, month: str, year: str | None) -> str:
        n = MONTHS.index(month) + 1
        shown = form.format(day=day, month=month, short=month[:3] + ".", year=year or "", n=n)
        return shown.strip(" ,/.-")

    text = change_some(text, _FULL_DATE, lambda m: written(int(m[2]), m[1], m[3]), max(rate, 0.6), random)
    text = change_some(text, _DAY_DATE, lambda m: written(int(m[1]), m[2], m[3]), max(rate, 0.6), random)
    if random.random() < 0.5:
        text = change_some(text, _DAY, lambda m: m.group()[:3] + random.choice(("", ".")), rate, random)
    return text
