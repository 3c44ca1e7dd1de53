"""Where one text was reused in the other, in however many manners it was changed: what passages show, and what rare words do.

Passages are paired by their sentences, each with its own label; the finder knows no sentences and finds what was put in another
order, translated there and back, or condensed as well. A place says where to look; how it came about its passages say.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.detector import Comparison, Measured, NotMeasured
from app.finder import FinderModel, chosen, gap, hull, weighed
from app.sides import Pair, Side
from app.text import Span
from app.verdict import Label

NEAR = 500  # characters between two passages that leave them one place; chosen on PAN's training pairs (decision 0009)
FEWEST_LEFT = 40  # words of a text outside of passages of reuse, under which there is no room for another place
# Probability from which a stretch is shown beside a verdict: at .6, as for `unspun pan`, honest reports of one event have more.
LEAST_SURE = 0.8
Sides = tuple[Span, Span]
"""Characters of the reference and of the suspect."""


@dataclass(frozen=True, slots=True)
class PlaceOfReuse:
    """Two stretches of characters, the passages in them by number, and the label of most of their characters.

    `undecided` where that is none of reuse: that the words are the same was found, how they came there was not.
    """

    reference: Span
    suspect: Span
    label: str
    passages: tuple[int, ...]


def find_places(comparison: Comparison) -> list[PlaceOfReuse]:
    """The places of reuse in the order of the suspect: of the passages, and of the finder where words are left.

    Of a pair that was not measured what the finder finds, where both texts may be of the lexicon's language.
    """
    if isinstance(comparison, NotMeasured):
        return places_of_reuse((), (), _found_in_lists(comparison))
    alignment = comparison.alignment
    passages = [(alignment.reference.chars(p.reference), alignment.suspect.chars(p.suspect)) for p in alignment.passages]
    labels = [str(judged.label) for judged in comparison.verdict.passages]
    return places_of_reuse(passages, labels, _found(comparison))


def places_of_reuse(passages: Sequence[Sides], labels: Sequence[str], found: Sequence[Sides] = ()) -> list[PlaceOfReuse]:
    """Passages with a label of reuse, those beside them, and what was `found` there, as one place each; then what else was found.

    A passage belongs to the place before it when it is near it on both sides, on whichever side of it in the reference;
    `passages` stand in the order of the suspect. O(places · passages) time, in passes over columns.
    """
    shown = [(sides, k) for sides, k in _joined(passages) if any(labels[j] != Label.INDEPENDENT for j in k)]
    free = list(found)
    places = []
    for (reference, suspect), _ in shown:
        here = [sides for sides in free if gap(sides[0], reference) < 0 and gap(sides[1], suspect) < 0]
        free = [sides for sides in free if sides not in here]
        places.append((hull([reference, *(r for r, _ in here)]), hull([suspect, *(s for _, s in here)])))
    ordered = sorted([*places, *free], key=lambda sides: (sides[1].start, sides[0].start))
    bounds = np.array([[r.start, r.end, s.start, s.end] for r, s in passages], np.int64).reshape(-1, 4).T
    return [_place(sides, bounds, passages, labels) for sides in ordered]


def _place(sides: Sides, bounds: NDArray[np.int64], passages: Sequence[Sides], labels: Sequence[str]) -> PlaceOfReuse:
    (reference, suspect), (r, r_end, s, s_end) = sides, bounds
    touched = (r < reference.end) & (reference.start < r_end) & (s < suspect.end) & (suspect.start < s_end)
    inside: tuple[int, ...] = tuple(np.flatnonzero(touched).tolist())
    sizes = Counter[str]()
    for k in inside:
        sizes[labels[k]] += len(passages[k][1])
    label = max(sizes, key=lambda label: sizes[label], default=Label.UNDECIDED)
    return PlaceOfReuse(*sides, str(Label.UNDECIDED if label == Label.INDEPENDENT else label), inside)


def _found(comparison: Measured) -> list[Sides]:
    """What the finder finds, where both texts have words outside of passages of reuse."""
    if comparison.finder is None or min(_words_left(comparison)) < FEWEST_LEFT:
        return []
    return _found_by(comparison.finder, comparison.pair)


def _found_in_lists(comparison: NotMeasured) -> list[Sides]:
    """What the finder finds in texts that have too few of the commonest words to be measured, as lists have."""
    sides = comparison.pair.reference, comparison.pair.suspect
    if comparison.finder is None or min(map(len, sides)) < FEWEST_LEFT:
        return []
    is_read = all(side.lexicon.english.common.may_read(side.document) for side in sides)
    return _found_by(comparison.finder, comparison.pair) if is_read else []


def _found_by(finder: FinderModel, pair: Pair) -> list[Sides]:
    found = chosen(weighed(pair, finder), pair, finder.thresholds | {"acceptance": LEAST_SURE})
    return [(each.reference, each.suspect) for each in found]


def _words_left(comparison: Measured) -> tuple[int, int]:
    judged = zip(comparison.alignment.passages, comparison.verdict.passages, strict=True)
    reused = [passage for passage, judgement in judged if judgement.label is not Label.INDEPENDENT]
    pair = comparison.pair
    return _left(pair.reference, [p.reference for p in reused]), _left(pair.suspect, [p.suspect for p in reused])


def _left(side: Side, taken: Sequence[Span]) -> int:
    left = np.ones(len(side), bool)
    for span in taken:
        left[span.start : span.end] = False
    return int(left.sum())


def _joined(passages: Sequence[Sides]) -> list[tuple[Sides, range]]:
    places: list[tuple[Sides, range]] = []
    for k, sides in enumerate(passages):
        if places and all(gap(one, other) < NEAR for one, other in zip(places[-1][0], sides, strict=True)):
            (reference, suspect), numbers = places.pop()
            places.append(((hull([reference, sides[0]]), hull([suspect, sides[1]])), range(numbers.start, k + 1)))
        else:
            places.append((sides, range(k, k + 1)))
    return places
