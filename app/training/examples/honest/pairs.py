"""Labelled examples of honest changes: of every kind in turn, over articles and other texts of one split."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from app.training.examples.corpora import Original, Split, articles, pairs
from app.training.examples.honest.changes import HONEST_CHANGES
from app.training.examples.honest.types import ChangeFamily, ChangeSource, HonestChange, HonestPair
from app.training.examples.labelled_pairs import LENGTHS, Example, cut_words
from app.training.examples.labels import TaughtLabel, new_share, words_of

CORPUS: Final = "honest-changes"
OTHER_TEXTS: Final = 0.35  # share of the pairs that are made from the corpora's originals, most of them no news
FORM_SHARE: Final = 0.35  # new words of a template under which its form is the greater part by far
_TRIES: Final = 150  # originals asked for an occasion before a kind is left out once; miles and zones are rare
_SHORTEST: Final = 400  # characters of an original


def honest_change_examples(
    split: Split, shared: Path, n: int, seed: int, changes: Sequence[HonestChange] = HONEST_CHANGES
) -> Iterator[Example]:
    """`n` pairs of the kinds in turn, made from originals of `split`; the same for the same seed and corpora.

    Those of a kind are the same whatever other kinds there are.

    No substitution in them is a spinner's, so `gold` is empty, not unknown. Kinds for which `_TRIES` originals gave no
    occasion are left out in their turn, so a few less than `n` may come.

    Raises:
        CorpusMissing: the corpora are not in `shared`.
    """
    if n <= 0:
        return
    news, others = list(articles(split, shared)), originals(split, shared)
    for k in range(n):
        turn, place = divmod(k, len(changes))
        change = changes[place]
        random = Random(f"{change.name} {seed} {turn}")  # noqa: S311 (nothing secret)
        if (example := _example(f"{change.name} {turn}", change, (news, others), random)) is not None:
            yield example


def originals(split: Split, shared: Path) -> list[Original]:
    """One reference of each origin of the corpora of `split`; what is no news among them is the greater part."""
    found: dict[str, Original] = {}
    for pair in pairs(split, shared):
        if pair.origin not in found and len(pair.reference) > _SHORTEST:
            found[pair.origin] = Original(pair.origin, pair.domain, "", "", pair.reference)
    return list(found.values())


def _example(name: str, change: HonestChange, texts: tuple[list[Original], list[Original]], random: Random) -> Example | None:
    news, others = texts
    for _ in range(_TRIES):
        chosen = others if others and random.random() < OTHER_TEXTS else news
        one, other = random.choice(chosen), random.choice(news)
        source = ChangeSource(cut_words(one.text, random.choice(LENGTHS)), cut_words(other.text, random.choice(LENGTHS[1:])))
        pair = change.make(source, random, random.choice(change.rates))
        if pair is not None and one.id != other.id:
            label = taught(change, pair)
            origin = name if change.family is ChangeFamily.TEMPLATE else one.id
            return Example(name, origin, CORPUS, change.name, label, pair.reference, pair.suspect, ())
    return None


def taught(change: HonestChange, pair: HonestPair) -> TaughtLabel | None:
    """What the pair teaches: the kind's label; a template is copied by its wording, as the corpora's are, if most is form."""
    if change.family is not ChangeFamily.TEMPLATE:
        return change.label
    is_form = new_share(words_of(pair.reference), words_of(pair.suspect)) < FORM_SHARE
    return TaughtLabel.COPIED if is_form else None
