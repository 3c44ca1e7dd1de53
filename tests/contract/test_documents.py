"""What the documents promise: every setting, route, problem, option and command has its line, and no file names a registry."""

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.main import create_app
from app.report import Part, Report
from app.service import Limits, problem_codes
from app.settings import Settings
from app.store import sqlite_url

ROOT = Path(__file__).resolve().parents[2]
API_DOC = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
CONFIGURATION_DOC = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")


def api_paths() -> list[tuple[str, str]]:
    with TemporaryDirectory() as folder:
        api = create_app(Settings(database_url=sqlite_url(Path(folder) / "unused.db")))
    return [(method.upper(), path) for path, item in api.openapi()["paths"].items() for method in item]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `UNSPUN_{name.upper()}` |" in CONFIGURATION_DOC


def test_no_setting_is_documented_that_does_not_exist() -> None:
    documented = set(re.findall(r"UNSPUN_[A-Z_]+", CONFIGURATION_DOC))
    assert documented == {f"UNSPUN_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize(("method", "path"), api_paths())
def test_every_route_is_documented(method: str, path: str) -> None:
    assert f"| `{method} {path}` |" in API_DOC


@pytest.mark.parametrize("field", Report.model_fields)
def test_every_field_of_a_report_is_documented(field: str) -> None:
    assert re.search(rf"^\| [^|]*`{field}`[^|]* \|", API_DOC, re.MULTILINE)


@pytest.mark.parametrize("part", Part)
def test_every_part_is_documented(part: Part) -> None:
    assert f"`{part}`" in API_DOC


@pytest.mark.parametrize(("status", "code"), sorted(problem_codes()))
def test_every_problem_is_documented(status: int, code: str) -> None:
    assert f"| {status} | `{code}` |" in API_DOC


def test_every_command_of_the_makefile_stands_in_the_table_for_contributors() -> None:
    commands = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    listed = re.findall(r"^\| `make ([a-z-]+)", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(listed) == set(commands) - {"help"}


def test_the_readme_quotes_the_worst_false_alarms_of_the_model_that_decides() -> None:
    current = (ROOT / "models" / "CURRENT").read_text(encoding="utf-8").strip()
    card = (ROOT / "models" / current / "CARD.md").read_text(encoding="utf-8")
    found = re.search(r"worst kind is \*\*(.+?)\*\*: (\d+)/(\d+) \S+ \[\S+, (\S+)\]", card)
    assert found
    kind, spun, asked, most = found[1], int(found[2]), int(found[3]), float(found[4])
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert f'"{kind}": of {asked} honest pairs the model calls {spun} spun ({spun / asked:.1%}'.replace("%", " %") in readme
    assert f"no more than {most:.1%})".replace("%", " %") in readme


def test_every_limit_is_a_setting_or_follows_from_one() -> None:
    assert set(Limits.__slots__) <= set(Settings.model_fields)


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:  # an unpacked archive has no git
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_committed_file_names_a_registry() -> None:
    # spelled in halves, so that this file does not name one either
    hosts = [b"pypi" + b".org", b"pythonhosted" + b".org", b"registry.npmjs" + b".org", b"artifact" + b"registry"]
    for path in committed_files():
        content = path.read_bytes()
        assert not [host for host in hosts if host in content], path


def test_no_lock_names_an_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert not [line for line in lines if line.startswith("-") or "://" in line], name


def pins(lock: str) -> set[str]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if "==" in line and line[0].isalpha()}


def test_what_runs_is_what_is_developed_with() -> None:
    assert pins("requirements.lock") < pins("requirements-dev.lock")


@pytest.mark.parametrize(("target", "needs_tools"), [("compare", False), ("serve", False), ("worker", False), ("test", True)])
def test_who_only_uses_it_installs_no_tools(target: str, needs_tools: bool) -> None:
    plan = subprocess.run(["make", "--dry-run", "--always-make", target], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "requirements.lock" in plan.stdout
    assert ("requirements-dev.lock" in plan.stdout) is needs_tools
