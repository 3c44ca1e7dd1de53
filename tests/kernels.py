"""What numpy and scipy reckon with on this machine: `python -m tests.kernels` prints the kernels of OpenBLAS, one a library,
with `--instructions` the sets of vector instructions that numpy's own loops use beyond those that every processor has.

`OPENBLAS_CORETYPE` and `NPY_DISABLE_CPU_FEATURES` choose others before numpy is imported. A kernel's name that a build does not
know is passed over in silence, and each of the two brings a library of its own: what was asked for is worth nothing until it is
looked up.
"""

import sys

import numpy as np
import scipy.linalg
from threadpoolctl import threadpool_info


def kernels() -> list[str]:
    """The kernel of each OpenBLAS that is loaded, such as `SkylakeX`; empty where numpy reckons with something else."""
    np.ones((2, 2)) @ scipy.linalg.inv(np.eye(2))  # both are loaded now
    return sorted(library["architecture"] for library in threadpool_info() if library["internal_api"] == "openblas")


def instructions() -> list[str]:
    """The names that `NPY_DISABLE_CPU_FEATURES` takes here, such as `X86_V3`; it refuses those that the machine lacks."""
    return list(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))


if __name__ == "__main__":
    sys.stdout.write(f"{' '.join(instructions() if sys.argv[1:] == ['--instructions'] else kernels())}\n")
