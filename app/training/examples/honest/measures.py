"""Units and money for readers elsewhere: the figure is converted, the unit exchanged; in words where it stood in words."""

import re
from random import Random
from typing import Final, NamedTuple

from app.training.examples.honest.figures import NUMBERS, in_words
from app.training.examples.honest.places import change_some, like


class Conversion(NamedTuple):
    """One unit for another: `new = old * factor + offset`; singular and plural of both, and short forms."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    factor: float
    offset: float = 0.0


_PAIRS: Final = """
mile miles > kilometre kilometres 1.609 | mile miles > kilometer kilometers 1.609 | foot feet > metre metres .3048 | foot feet
> meter meters .3048 | inch inches > centimetre centimetres 2.54 | inch inches > cm cm 2.54 | yard yards > metre metres .914 |
pound pounds > kilogram kilograms .4536 | pound pounds > kilo kilos .4536 | ounce ounces > gram grams 28.35 | lb lbs > kg kg
.4536 | acre acres > hectare hectares .4047 | gallon gallons > litre litres 3.785 | gallon gallons > liter liters 3.785 | pint
pints > litre litres .47 | square~mile square~miles > square~kilometre square~kilometres 2.59 | mph mph > km/h km/h 1.609 |
stone stone > kilograms kilograms 6.35 | square~foot square~feet > square~metre square~metres .0929 | cubic~foot cubic~feet >
cubic~metre cubic~metres .0283 | miles~an~hour miles~an~hour > kilometres~an~hour kilometres~an~hour 1.609 | ton tons > tonne
tonnes .907 | miles~per~hour miles~per~hour > kilometers~per~hour kilometers~per~hour 1.609 | barrel barrels > litre litres
159 | bushel bushels > kilogram kilograms 27.2
"""


def _conversion(row: str) -> Conversion:
    one, many, _, new, new_many, factor = (word.replace("~", " ") for word in row.split())
    return Conversion((one, many), (new, new_many), float(factor))


_TO_METRIC: Final = (
    *(_conversion(row) for row in _PAIRS.split("|")),
    Conversion(("degrees Fahrenheit",) * 2, ("degrees Celsius",) * 2, 5 / 9, -160 / 9),
    Conversion(("degrees",) * 2, ("degrees Celsius",) * 2, 5 / 9, -160 / 9),
)
_BACK: Final = tuple(Conversion(c.new, c.old, 1 / c.factor, -c.offset / c.factor) for c in _TO_METRIC)
_FIGURE: Final = rf"\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
_MONEY: Final = re.compile(
    r"(?P<sign>US\$|A\$|C\$|[$£€¥])(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<size>(?:[ -]?(?:million|billion|trillion|bn|m|k))?)\b"
    rf"|(?<![\w.,])(?P<number>{_FIGURE})(?P<large>(?: (?:hundred|thousand|million|billion|trillion))?) "
    r"(?P<word>dollars|pounds|euros|yen|rupees)\b",
    re.IGNORECASE,
)
_RATES: Final = {"$": 1.0, "£": 0.78, "€": 0.91, "¥": 149.0, "US$": 1.0, "A$": 1.5, "C$": 1.36}
_WORDS: Final = {"dollars": 1.0, "pounds": 0.78, "euros": 0.91, "yen": 149.0, "rupees": 83.0}


def units(text: str, random: Random, rate: float) -> str:
    """Miles become kilometres and feet metres, or back; a short form or a second figure in brackets in some houses."""
    table = _TO_METRIC if random.random() < 0.7 else _BACK
    form = random.choice(("new", "new", "new", "both"))
    found = [conversion for conversion in table if any(unit in text for unit in conversion.old)]
    for conversion in random.sample(found, len(found)):
        text = _converted(text, conversion, random, rate, form)
    return text


def _converted(text: str, conversion: Conversion, random: Random, rate: float, form: str) -> str:
    olds = "|".join(sorted({re.escape(old) for old in conversion.old}, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.,$£€(-])({_FIGURE})([ -])({olds})\b(?! \()", re.IGNORECASE)

    def write(match: re.Match[str]) -> str:
        value, is_word = _value(match[1])
        new = value * conversion.factor + conversion.offset
        is_one = match[2] == "-" or match[3].lower() == conversion.old[0]
        unit = conversion.new[0] if is_one and conversion.old[0] != conversion.old[1] else conversion.new[1]
        changed = f"{_shown(new, match[1], random, is_word=is_word)}{match[2]}{unit}"
        return f"{match.group()} ({changed})" if form == "both" else changed

    return change_some(text, pattern, write, max(rate, 0.5), random)


def _value(written: str) -> tuple[float, bool]:
    low = written.lower()
    return (float(NUMBERS[low]), True) if low in NUMBERS else (float(written.replace(",", "")), False)


def _shown(value: float, old: str, random: Random, *, is_word: bool) -> str:
    """A converted figure as an editor rounds it."""
    if is_word and 1.5 <= value < 100:
        return like(old, in_words(round(value)))
    if abs(value) >= 100:
        digits = random.choice((1, 2, 2, 3))
        step = 10 ** max(0, len(str(int(abs(value)))) - digits)
        return f"{round(value / step) * step:,}"
    return f"{value:.1f}".removesuffix(".0") if abs(value) < 10 or random.random() < 0.3 else str(round(value))


def money(text: str, random: Random, rate: float) -> str:
    """Sums in another currency, converted (or kept, as careless desks do)."""
    sign, word = random.choice(tuple(_RATES)), random.choice(tuple(_WORDS))
    is_kept = random.random() < 0.2

    def write(match: re.Match[str]) -> str:
        if match["sign"]:
            ratio = 1.0 if is_kept else _RATES[sign] / _RATES.get(match["sign"].upper(), 1.0)
            return f"{sign}{_shown(_value(match['figure'])[0] * ratio, match['figure'], random, is_word=False)}{match['size']}"
        value, is_word = _value(match["number"])
        ratio = 1.0 if is_kept else _WORDS[word] / _WORDS[match["word"].lower()]
        return f"{_shown(value * ratio, match['number'], random, is_word=is_word)}{match['large']} {word}"

    return change_some(text, _MONEY, write, max(rate, 0.5), random)
