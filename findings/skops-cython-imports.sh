#!/usr/bin/env bash
# Importing skops.io runs any module on the path that is named like a SciPy ufunc, where Cython is installed.
#
# Guess: `import skops.io` imports skops and what it needs.
# Behaviour: skops looks every SciPy ufunc up by name in all loaded modules (`skops/io/_utils.py`, `whichmodule`). Cython's
# shadow module answers `getattr(module, name)` by importing a module of that name (`Cython/Shadow.py`, `CythonCImports`).
# So a file `exp1.py` or `kn.py` beside a script that never names it is executed, for scipy.special has ufuncs so named.
# Versions: skops 0.16.0, Cython 3.3.1, scipy 1.17.1, on Python 3.11. Source: the two places above.
# What Unspun does: a running service reads plain arrays and imports neither (docs/decisions/0008); training does import both,
# so no script or module of ours beside it bears the name of a ufunc.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check skops==0.16.0 Cython==3.3.1 scipy==1.17.1
mkdir scripts
echo 'print("exp1.py was executed, by", __name__)' > scripts/exp1.py
echo 'import skops.io' > scripts/load_a_model.py
with=$(venv/bin/python scripts/load_a_model.py)
venv/bin/pip uninstall --quiet --yes --disable-pip-version-check Cython
without=$(venv/bin/python scripts/load_a_model.py)
echo "with Cython installed: ${with:-nothing}"
echo "without: ${without:-nothing}"
[ "$with" = "exp1.py was executed, by exp1" ] && [ -z "$without" ]
