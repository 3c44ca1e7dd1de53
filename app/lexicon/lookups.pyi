"""Types of the compiled look-ups."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]

class Tables:
    def __init__(self, lexicon: Any) -> None: ...
    def relations(self, left: Rows, right: Rows) -> NDArray[np.uint16]: ...
    def levels(self, left: Rows, right: Rows) -> NDArray[np.uint8]: ...
    def cosines(self, left: Rows, right: Rows) -> NDArray[np.float32]: ...
