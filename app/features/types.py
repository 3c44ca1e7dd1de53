"""The nouns of the features room: tables of what is measured, and the measured values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Column = NDArray[np.float64]
Columns = Mapping[str, Column]
MOST_WORDS = 2_000.0  # longer texts say no more by their length than this: the model has seen few of them


class Form(IntEnum):
    """How a value is made of counts, as `summing` numbers it too."""

    VALUE = 0
    LOG = 1
    LENGTH = 2
    SHARE = 3
    KEPT = 4
    AGAINST = 5
    MEAN = 6
    RATE = 7
    LOG_RATE = 8
    ROOT_RATE = 9
    LEFT = 10
    BALANCE = 11


# Each form, given the count, the other count and the doubt; counts are never negative.
_VALUES: Mapping[Form, Callable[[Column, Column, float], Column]] = {
    Form.VALUE: lambda of, _among, _doubt: of,
    Form.LOG: lambda of, _among, _doubt: np.log1p(of),
    Form.LENGTH: lambda of, _among, _doubt: np.log1p(np.minimum(of, MOST_WORDS)),
    Form.SHARE: lambda of, among, doubt: np.minimum(of / np.maximum(among + doubt, 1.0), 1.0),
    Form.KEPT: lambda of, among, _doubt: np.where(among > 0, np.minimum(of / np.maximum(among, 1.0), 1.0), 1.0),
    Form.AGAINST: lambda of, among, doubt: of / (of + among + doubt),
    Form.MEAN: lambda of, among, doubt: of / (among + doubt),
    Form.RATE: lambda of, among, _doubt: of / np.maximum(among, 1.0),
    Form.LOG_RATE: lambda of, among, _doubt: np.log1p(of / np.maximum(among, 1.0)),
    Form.ROOT_RATE: lambda of, among, _doubt: np.sqrt(of / np.maximum(among, 1.0)),
    Form.LEFT: lambda of, among, _doubt: 1.0 - np.minimum(of / np.maximum(among, 1.0), 1.0),
    Form.BALANCE: lambda of, among, doubt: np.abs(np.log((of + doubt) / (among + doubt))),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A value of one or two counts, by name; `also` is added to `of`."""

    form: Form
    of: str
    among: str = ""
    doubt: float = 0.0
    also: str = ""

    def __call__(self, counts: Columns) -> Column:
        """The value of each stretch, plainly; `summing.measure` reckons the same."""
        of = counts[self.of] + counts[self.also] if self.also else counts[self.of]
        return _VALUES[self.form](of, counts[self.among] if self.among else of, self.doubt)


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a feature table. `measure` turns count columns (one entry a stretch) into values inside the unit."""

    name: str
    unit: str
    meaning: str
    measure: Formula
