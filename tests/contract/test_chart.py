"""The Helm chart: the plain file is its rendering, values reach their places or are refused; by Helm's engine (`make helm`)."""

import json
import re
import subprocess

import pytest

import app
from app.settings import Settings
from tests.contract.served import ROOT
from tests.waiting import PATIENCE

PYTHON = ROOT / "build" / "helm" / "venv" / "bin" / "python"
needs_helm = pytest.mark.skipif(not PYTHON.exists(), reason="Helm's engine is not here: `make helm` installs it (240 MB)")


def chart(*options: str) -> subprocess.CompletedProcess[str]:
    command = [str(PYTHON), "tools/chart.py", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)


def test_the_chart_is_of_this_version() -> None:
    about = (ROOT / "deploy" / "helm" / "Chart.yaml").read_text("utf-8")
    assert set(re.findall(r"^(?:version|appVersion): (.*)$", about, re.MULTILINE)) == {app.__version__}


def test_every_setting_may_be_set() -> None:
    schema = json.loads((ROOT / "deploy" / "helm" / "values.schema.json").read_text("utf-8"))
    names = schema["properties"]["settings"]["propertyNames"]
    assert all(re.search(names["pattern"], f"UNSPUN_{name.upper()}") for name in Settings.model_fields)
    assert set(names["not"]["enum"]) == {"UNSPUN_DATABASE_URL", "UNSPUN_REQUIRE_KEYS"}  # these the chart sets itself


def test_no_service_of_the_cluster_sets_a_setting_of_a_pod() -> None:
    made = (ROOT / "deploy" / "kubernetes.yml").read_text("utf-8")
    assert "kind: Service\nmetadata:\n  name: unspun\n" in made  # whence Kubernetes makes UNSPUN_PORT=tcp://…
    assert made.count("enableServiceLinks: false") == made.count("kind: Deployment") == 2


@needs_helm
def test_the_plain_file_is_what_the_chart_renders_and_nothing_is_found_faulty() -> None:
    ended = chart("--check")
    assert (ended.returncode, ended.stderr) == (0, "")


@needs_helm
def test_values_reach_their_places() -> None:
    values = {
        "ingress": {"host": "unspun.example", "tlsSecret": "cert", "annotations": {"a.example/b": "c"}},
        "settings": {"UNSPUN_RETENTION_DAYS": "30"}, "image": {"tag": "9", "pullSecrets": ["mine"]}, "worker": {"comparisons": 7},
    }  # fmt: skip
    made = chart("--values", json.dumps(values)).stdout
    assert made.count('{name: UNSPUN_RETENTION_DAYS, value: "30"}') == 2
    assert made.count("image: images.example/unspun:9") == made.count("imagePullSecrets: [{name: mine}]") == 2
    assert '--comparisons, "7"]' in made
    assert "hosts: [unspun.example], secretName: cert" in made
    assert "a.example/b: c" in made


@needs_helm
@pytest.mark.parametrize(
    "values",
    [{"wroker": {}}, {"settings": {"UNSPUN_REQUIRE_KEYS": "false"}}, {"worker": {"comparisons": 0}}, {"settings": {"A": "b"}}],
)
def test_wrong_values_are_refused(values: dict[str, object]) -> None:
    ended = chart("--values", json.dumps(values))
    assert ended.returncode == 2
    assert "schema" in ended.stderr
