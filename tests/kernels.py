"""Which kernels of OpenBLAS numpy and scipy reckon with: `python -m tests.kernels` prints them, one a library.

`OPENBLAS_CORETYPE` chooses one before numpy is imported. A name that a build does not know is passed over in silence, and each
of the two brings a library of its own, so what was asked for is worth nothing until it is looked up.
"""

import sys

import numpy as np
import scipy.linalg
from threadpoolctl import threadpool_info


def kernels() -> list[str]:
    """The kernel of each OpenBLAS that is loaded, such as `SkylakeX`; empty where numpy reckons with something else."""
    np.ones((2, 2)) @ scipy.linalg.inv(np.eye(2))  # both are loaded now
    return sorted(library["architecture"] for library in threadpool_info() if library["internal_api"] == "openblas")


if __name__ == "__main__":
    sys.stdout.write(f"{' '.join(kernels())}\n")
