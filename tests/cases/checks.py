"""What may be asked of the answer to a case; each check says in words what it asks."""

from collections.abc import Callable
from dataclasses import dataclass

from app.report import Report
from app.text import read_text
from tests.cases.folders import Answer


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that has to be so."""

    asks: str
    holds: Callable[[Answer], bool]


def _of_report(asks: str, holds: Callable[[Report], bool]) -> Check:
    return Check(asks, lambda answer: answer.report is not None and holds(answer.report))


def label(*labels: str) -> Check:
    return _of_report(f"label {' or '.join(labels)}", lambda report: report.label in labels)


def not_label(refused: str) -> Check:
    return _of_report(f"label not {refused}", lambda report: report.label != refused)


def likeliest_not(refused: str) -> Check:
    def holds(report: Report) -> bool:
        said = report.probabilities.model_dump()
        return max(said, key=lambda each: float(said[each])) != refused

    return _of_report(f"likeliest not {refused}", holds)


def not_reused_as(*labels: str) -> Check:
    return _of_report(
        f"nothing {' or '.join(labels)} in its passages", lambda report: not any(getattr(report.reuse, each) for each in labels)
    )


def swaps(least: int = 0, most: int = 10_000) -> Check:
    asks = (
        f"{least} to {most} swaps" if least and most < 10_000 else f"{least} swaps or more" if least else f"{most} swaps at most"
    )
    return _of_report(asks, lambda report: least <= len(report.substitutions) <= most)


def swaps_of(kind: str, n: int) -> Check:
    return _of_report(f"{n} swaps of kind {kind}", lambda report: sum(e["kind"] == kind for e in report.substitutions) == n)


def spins_below(probability: float) -> Check:
    return _of_report(
        f"every swap under {probability}", lambda report: all(e["spin_probability"] < probability for e in report.substitutions)
    )


def alert(code: str, *, least: int = 1) -> Check:
    asks = f"alert {code}" + (f" with {least} places" if least > 1 else "")
    return _of_report(asks, lambda report: any(a["code"] == code and a["count"] >= least for a in report.alerts))


def no_alert(*codes: str) -> Check:
    return _of_report(f"no alert {' or '.join(codes)}", lambda report: not any(a["code"] in codes for a in report.alerts))


def no_reuse() -> Check:
    return _of_report(
        "reuse 0 without quotations", lambda report: not (report.reuse.copied or report.reuse.spun or report.reuse.paraphrased)
    )


def explains(code: str, *, least_words: int) -> Check:
    def holds(report: Report) -> bool:
        reused = sum(p["words"] for p in report.passages if p["label"] in ("copied", "spun", "paraphrased"))
        found = next((a["explains"] for a in report.alternatives if a["code"] == code), 0.0)
        return round(found * reused) >= least_words

    return _of_report(f"{code} explains {least_words} words or more", holds)


def says(code: str, words: str) -> Check:
    return _of_report(
        f"{code} says “{words}”", lambda report: any(a["code"] == code and words in a["message"] for a in report.alternatives)
    )


def counted(reason: str, least: int) -> Check:
    return _of_report(
        f"{least} words left out as {reason}",
        lambda report: any(each["reason"] == reason and each["words"] >= least for each in report.suspect.left_out),
    )


def words_of(file: str) -> Check:
    return Check(
        f"the words of {file}", lambda answer: answer.document is not None and answer.document.norms == answer.words_of(file)
    )


def words(text: str) -> Check:
    return Check(
        f"the words “{text[:40]}…”", lambda answer: answer.document is not None and answer.document.norms == read_text(text).norms
    )


def sentences(n: int) -> Check:
    return Check(f"{n} sentences", lambda answer: answer.document is not None and answer.document.n_sentences == n)


def read_or_refused(part: str) -> Check:
    return Check(f"read, or refused with “{part}”", lambda answer: answer.document is not None or part in answer.refusal)
