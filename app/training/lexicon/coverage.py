"""`unspun training coverage`: how much of known substitutions the packs know; writes CARD.md.

Only counts leave the shared folder: gold pairs of CoInCo, SemEval-2007 and SWORDS, and PPDB's lexical pairs, each
against as many pairs shuffled from the same words.
"""

import gzip
import json
import re
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.lexicon import Lexicon, Relation
from app.training.lexicon.sources import Pair

RELATED: Final = Relation.SYNSET | Relation.NEAR | Relation.THESAURUS | Relation.SPELLING | Relation.FUNCTION_SWAP
SHOWN: Final = (*Relation,)
SEED: Final = 20
N_TIMED: Final = 1000
N_REPEATS: Final = 50
Rows = NDArray[np.int32]


def gold_pairs(path: Path) -> Iterator[Pair]:
    """Yields (target, substitute) of a lexical-substitution gold file: `bright.a 1 :: clever 3;smart 1;`."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        head, found, answers = line.partition("::")
        if found:
            target = head.split(".", 1)[0].strip().lower()
            yield from ((target, re.sub(r" \d+$", "", part.strip()).lower()) for part in answers.split(";") if part.strip())


def swords_pairs(path: Path) -> Iterator[Pair]:
    """Yields (target, substitute) that at least half of SWORDS' judges found acceptable."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        content: dict[str, Any] = json.load(stream)
    for key, substitute in content["substitutes"].items():
        labels = content["substitute_labels"][key]
        if sum(label == "TRUE" for label in labels) * 2 >= len(labels):
            target = content["targets"][substitute["target_id"]]["target"]
            yield target.lower(), substitute["substitute"].lower()


def ppdb_pairs(path: Path) -> Iterator[Pair]:
    """Yields PPDB's lexical pairs that are made of letters."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            one, _, two = line.rstrip("\n").partition("\t")
            if one.isalpha() and two.isalpha():
                yield one, two


def known_rows(lexicon: Lexicon, pairs: Iterable[Pair]) -> tuple[int, Rows, Rows]:
    """Returns how many distinct pairs there are, and the rows of those whose two words are known."""
    distinct = sorted(set(pairs))
    left = lexicon.rows([one for one, _ in distinct])
    right = lexicon.rows([two for _, two in distinct])
    known = (left < lexicon.n_words) & (right < lexicon.n_words) & (left != right)
    return len(distinct), left[known], right[known]


def shares(lexicon: Lexicon, left: Rows, right: Rows) -> list[float]:
    """Returns the share of pairs in each relation, then in any that can make a synonym."""
    marks = lexicon.relations(left, right)
    return [float(np.mean((marks & relation.value) != 0)) for relation in (*SHOWN, RELATED)]


def auc(lexicon: Lexicon, true: tuple[Rows, Rows], false: tuple[Rows, Rows]) -> float:
    """Returns the probability that a true pair is more similar than a false one (ties half; Mann and Whitney 1947)."""
    good, bad = (values[~np.isnan(values)] for values in (lexicon.similarity(*true), lexicon.similarity(*false)))
    ordered = np.sort(bad)
    below = (np.searchsorted(ordered, good, "left") + np.searchsorted(ordered, good, "right")) / 2
    return float(below.mean() / len(bad))


def rows_of_table(lexicon: Lexicon, shared: Path) -> list[str]:
    """Returns one line of the card's table for each set of pairs."""
    random = np.random.default_rng(SEED)
    lexical = shared / "lexical"
    sets: dict[str, Iterable[Pair]] = {
        "CoInCo": gold_pairs(lexical / "lexsub" / "coinco_all.no_problematic.gold"),
        "SemEval-2007": gold_pairs(lexical / "lexsub" / "lst_all.gold"),
        "SWORDS dev": swords_pairs(lexical / "lexsub" / "swords-v1.1_dev.json.gz"),
        "PPDB lexical": ppdb_pairs(next((lexical / "ppdb").glob("*.gz"))),
    }
    lines = []
    for name, pairs in sets.items():
        total, left, right = known_rows(lexicon, pairs)
        other = random.permutation(right)
        score = f"{auc(lexicon, (left, right), (left, other)):.3f}"
        lines.append(_line(name, [f"{total}", f"{len(left) / total:.3f}"], shares(lexicon, left, right), score))
        lines.append(_line("(shuffled)", ["", ""], shares(lexicon, left, other), ""))
    return lines


def _line(name: str, counts: Sequence[str], values: Sequence[float], score: str) -> str:
    return f"| {name} | {' | '.join((*counts, *(f'{value:.3f}' for value in values), score))} |"


def timings(lexicon: Lexicon) -> dict[str, float]:
    """Returns milliseconds a call on 1,000 pairs drawn by frequency."""
    random = np.random.default_rng(SEED)
    weights = np.exp(lexicon.log_frequency[:-1].astype(float))
    drawn = random.choice(lexicon.n_words, (2, N_TIMED), p=weights / weights.sum()).astype(np.int32)
    calls = (lexicon.relations, lexicon.association, lexicon.bigram_log_count, lexicon.similarity)
    return {call.__name__: _milliseconds(call, drawn[0], drawn[1]) for call in calls}


def _milliseconds(call: Callable[[Rows, Rows], object], left: Rows, right: Rows) -> float:
    call(left, right)
    start = time.perf_counter()
    for _ in range(N_REPEATS):
        call(left, right)
    return (time.perf_counter() - start) / N_REPEATS * 1000


def card(lexicon: Lexicon, shared: Path, seconds: float, megabytes: float) -> str:
    """Returns the text of CARD.md."""
    names = [*(relation.name or "" for relation in SHOWN), "any synonym relation"]
    head = _row_of_names(["pairs", "number", "both words known", *names, "AUC of similarity"])
    times = ", ".join(f"{name} {value:.2f} ms" for name, value in timings(lexicon).items())
    return CARD.format(
        n_words=lexicon.n_words,
        n_pairs=len(lexicon.pairs),
        n_bigrams=len(lexicon.bigrams),
        table="\n".join([head, *rows_of_table(lexicon, shared)]),
        seconds=seconds,
        megabytes=megabytes,
        times=times,
    )


def _row_of_names(names: Sequence[str]) -> str:
    return f"| {' | '.join(names)} |\n|{'---|' * len(names)}"


CARD: Final = """# The lexicon

What Unspun knows about words: {n_words} words and phrases (rows), {n_pairs} related pairs, {n_bigrams} bigrams.
Read by `app.lexicon.Lexicon.load`; every file is checked against the sha256 in `manifest.json`. Licences: `NOTICE.md`.

| file | holds | from |
|---|---|---|
| `words.txt.gz` | one word or phrase a line, in row order, commonest first | news counts, WordNet 3.0, Moby |
| `columns.npz` | count, lemma, stem, word class, Penn tag | WordNet, simplemma, Snowball, Brown, MASC, news |
| `relations.npz` | pairs of rows and how they are related | WordNet, Moby, tables (spelling, numbers, connectives) |
| `bigrams.npz` | counts of word pairs, 3 and more | 36.4 M words of news (after an abbreviation: a part of them) |
| `vectors.npz` | 128 bytes for each of 40,000 words | MiniLM, each word alone, PCA |

Built by `make lexicon` (about a minute) and, only when the words change much, `unspun training vectors`.

## Coverage

Share of known word pairs in each relation, over pairs whose two words have rows; "shuffled" pairs the same words at
random. AUC: a true pair against a shuffled one by the cosine of the word vectors alone. The packs hold nothing of these
sets; only how many components of the vectors to keep was chosen by this AUC. Measured by
`unspun training coverage`.

{table}

## Cost

Loading {seconds:.2f} s and {megabytes:.0f} MB (resident, with the transient part of loading); a call on 1,000 pairs:
{times}. On a shared 2-core machine, good to a factor of two.

## Limits

English only. One lemma and at most one second headword a form, chosen without context. Moby is generous: it relates
words of any sense. Stems join words that only look related (universe, university). Names of people seldom seen in news,
and numbers other than small, round ones, have no row. Tags of rare words are guesses from WordNet or the ending.
Relations do not say in which sense two words are synonyms.
"""


def write_coverage(folder: Path, shared: Path) -> str:
    """Measures the lexicon in `folder`, writes its card there and returns it."""
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    lexicon = Lexicon.load(folder)
    seconds = time.perf_counter() - start
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    text = card(lexicon, shared, seconds, megabytes)
    (folder / "CARD.md").write_text(text, encoding="utf-8")
    return text
