"""The kinds of variants, each with the reported case that it varies, and what is right for a pair of it."""

from collections.abc import Callable
from typing import Final

from tests.cases.checks import Check, explains, label, likeliest_not, not_label, not_reused_as, spins_below

_Asks = Callable[[int], tuple[Check, ...]]  # given the words of the suspect
_NOBODY_SPUN = (likeliest_not("spun"), not_reused_as("spun"))  # an undecided text may not lean to it either


def _update(n_words: int) -> tuple[Check, ...]:
    return (label("copied"), *_NOBODY_SPUN, explains("later_version", least_words=n_words // 2))


def _verbatim(_: int) -> tuple[Check, ...]:
    return (label("copied"), *_NOBODY_SPUN)


def _template(n_words: int) -> tuple[Check, ...]:
    return (label("copied", "undecided"), *_NOBODY_SPUN, explains("agreed_template", least_words=n_words // 2))


def _independent(_: int) -> tuple[Check, ...]:
    return (label("independent"), *_NOBODY_SPUN)


def _teaser(_: int) -> tuple[Check, ...]:
    return (label("not_measured", "undecided"), *_NOBODY_SPUN)


def _house_style(_: int) -> tuple[Check, ...]:
    return (label("copied"), *_NOBODY_SPUN, spins_below(0.5))


def _spun(_: int) -> tuple[Check, ...]:
    return (label("spun"),)


def _honest(_: int) -> tuple[Check, ...]:
    return (not_label("spun"), *_NOBODY_SPUN)


KINDS: Final[dict[str, _Asks]] = {
    "update-words": _update,  # 01
    "update-digits": _verbatim,  # 03
    "update-long": _update,  # 04
    "ocr-scan": _verbatim,  # 06
    "template": _template,  # 08
    "independent": _independent,  # 11
    "teaser": _teaser,  # 14
    "house-style": _house_style,  # 50
    # no variants of a reported case: what spinners do by hand, and honest pairs that may be taken for it
    "spun": _spun,
    "spun-cut": _spun,
    "honest": _honest,
    "plain-words": _honest,
}
