"""Articles of our own, drawn from a grammar: names, numbers, quotations, accents, dashes, headlines. No two are the same."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

_PEOPLE = (
    "Élodie Côté", "Jürgen Müller", "Siân O’Brien", "François Lefèvre", "Marta Lindqvist", "Peter Osei", "Zoë Ångström", "Ana Núñez",
    "Anna-Lena Weiß", "Thomas Reed", "Björn Dvořák", "Inês Falcão",
)  # fmt: skip
_ROLES = (
    "the mayor",
    "a harbour pilot",
    "the town’s treasurer",
    "a retired teacher",
    "the chief engineer",
    "a baker in Mill Lane",
)
_PLACES = (
    "Kellmouth",
    "Orléans",
    "Zürich",
    "Málaga",
    "Upper Velm",
    "St Ives Road",
    "the old quay",
    "Besançon",
    "the fish market",
)
_THINGS = (
    "ferry",
    "sea wall",
    "night bus",
    "library",
    "swimming bath",
    "market hall",
    "footbridge",
    "lighthouse",
    "school kitchen",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_OPENINGS = (
    "{people} told the council of {place} on {day} that the {thing} would cost {money}, twice what had been promised.",
    "The {thing} at {place} will close for {number} weeks from {day}, the council decided by {small} votes to {other}.",
    "More than {large} people have signed a letter about the {thing}, which {people}, {role}, handed over on {day}.",
    "A plan to move the {thing} from {place} has been put off again — this time until {day} week, {people} said.",
)
_MIDDLES = (
    "“We looked at every figure twice,” said {people}, {role}. “Nobody will find {small} pounds for a second {thing}.”",
    "Officials expect the work to take {number} months; it was first drawn up in {year}, when the {thing} still paid its way.",
    "Some {large} visitors came last summer, {percent}% more than in {year}, and officials think that half of them used the {thing}.",
    "“It isn’t the money,” {people} added, “it’s the five flights of stairs.”",
    "The offer was affected by the price of steel, which rose by {percent}.{other} per cent between March and {year}’s end.",
    "{people}, who runs a café near {place}, fears a final, difficult winter: “The {thing} is all that’s left.”",
    "Critics – among them {people} – call the figures naïve, and point to {place}, where a similar {thing} was given up after {small} years.",
    "In a note of {number} pages, {role} wrote that the flow of goods (some {large} tonnes a year) would not suffer.",
    "The {thing} opened in {year}. It has {number} rooms, {small} of them without a window, and no lift.",
)  # fmt: skip
_ENDINGS = (
    "The council meets again on {day} at 7.30 p.m. in {place}.",
    "Until then the {thing} stays as it is, {people} said.",
    "A decision is expected before the {number}th of the month.",
)
_HEADS = (
    "{thing} plan of {place} put off again", "Council of {place} weighs new {thing}", "Who pays for the {thing}?",
    "{large} sign letter about {thing}",
)  # fmt: skip
_SUBHEADS = ("A second look at the figures", "What happens next", "Voices from the harbour")


@dataclass(frozen=True, slots=True)
class Article:
    """A headline, a byline that is no text, and the body: paragraphs, of which those in `subheads` are headings."""

    headline: str
    author: str
    paragraphs: tuple[str, ...]
    subheads: frozenset[int]

    @property
    def text(self) -> str:
        """What a reader compares: headline and body."""
        return "\n\n".join((self.headline, *self.paragraphs))


def drawn_articles(n: int, *, seed: int = 13) -> list[Article]:
    """`n` articles of 250 to 450 words; the same ones for the same seed."""
    random = Random(seed)
    return [_article(random) for _ in range(n)]


def articles_in(folder: Path, n: int) -> list[Article]:
    """The same of text files in a folder: the first block is the headline."""
    found = []
    for path in sorted(folder.glob("*.txt"))[:n]:
        headline, *paragraphs = [" ".join(block.split()) for block in path.read_text("utf-8").split("\n\n") if block.strip()]
        found.append(Article(headline, "", tuple(paragraphs), frozenset()))
    return found


def _article(random: Random) -> Article:
    body = [_filled(random.choice(_OPENINGS), random)]
    n = random.randint(6, 9)
    subhead = random.randint(2, 4)
    for k in range(n):
        if k == subhead:
            body.append(random.choice(_SUBHEADS))
        body.append(" ".join(_filled(each, random) for each in random.sample(_MIDDLES, random.randint(1, 3))))
    body.append(_filled(random.choice(_ENDINGS), random))
    headline = _filled(random.choice(_HEADS), random)
    return Article(headline[:1].upper() + headline[1:], random.choice(_PEOPLE), tuple(body), frozenset([subhead + 1]))


def _filled(template: str, random: Random) -> str:
    return template.format(
        people=random.choice(_PEOPLE),
        role=random.choice(_ROLES),
        place=random.choice(_PLACES),
        thing=random.choice(_THINGS),
        day=random.choice(_DAYS),
        money=f"£{random.randint(2, 90)}.{random.randint(1, 9)} million",
        number=random.randint(11, 60),
        small=random.randint(2, 9),
        other=random.randint(2, 9),
        large=f"{random.randint(1, 40)},{random.randint(100, 999)}",
        percent=random.randint(3, 40),
        year=random.randint(1890, 2019),
    )
