"""Renders the Helm chart of deploy/helm by Helm's own engine: deploy/kubernetes.yml is what it gives for its own values.

`make helm` writes that file, `--check` says whether it is so, `--values JSON` prints the rendering for other values. Runs in an
environment of its own (`helm-python-sdk`, which holds Helm 4 as a library): nothing else needs the 240 MB.
"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from helm_python.chart import Chart, lint
from helm_python.errors import HelmError

_FOLDER: Final = Path(__file__).resolve().parents[1] / "deploy"
_CHART: Final = _FOLDER / "helm"
_PLAIN: Final = _FOLDER / "kubernetes.yml"
_FIRST: Final = ("service", "api", "worker", "ingress")  # in this order they stand in the file
_WARNING: Final = 2  # Helm's severity of a finding
_HEAD: Final = """\
# The service and its workers on Kubernetes, with a PostgreSQL that you have:
#   kubectl create secret generic unspun --from-literal=database-url=postgresql+psycopg://unspun:…@db.example/unspun
#   kubectl apply -f deploy/kubernetes.yml
#   kubectl exec deploy/unspun-api -- unspun keys create cms --scopes compare,jobs,read
# `image` is yours: docker build -t images.example/unspun:0.1.0 . Every request needs a key.
# Put an Ingress with TLS before the Service.
# Made by `make helm`: this is the chart of deploy/helm as it stands, for whoever has no Helm.
"""


def main() -> int:
    """0; 1 where the file is another one or the chart is found faulty, 2 for values that the chart refuses."""
    parser = ArgumentParser(prog="python tools/chart.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the file is not the rendering")
    parser.add_argument("--values", type=json.loads, help="print the rendering for these values, as JSON")
    options = parser.parse_args()
    if options.values is not None:
        return _print(options.values)
    found = [each for each in lint(_CHART)["messages"] if each["severity"] >= _WARNING]
    if found:
        sys.stderr.write("".join(f"{each['path']}: {each['error']}\n" for each in found))
        return 1
    made = _HEAD + _rendered({})
    if options.check:
        return 0 if _PLAIN.read_text("utf-8") == made else 1
    _PLAIN.write_text(made, "utf-8")
    return 0


def _print(values: dict[str, Any]) -> int:
    try:
        sys.stdout.write(_rendered(values))
    except HelmError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _rendered(values: dict[str, Any]) -> str:
    """What `helm template unspun deploy/helm` prints, without the names of files."""
    with Chart.load(_CHART) as chart:
        found = chart.render(values=values, name="unspun")
    parts = (found[f"unspun/templates/{name}.yaml"].strip() for name in _FIRST)
    return "\n---\n".join(filter(None, parts)) + "\n"


if __name__ == "__main__":
    sys.exit(main())
