"""deploy/kubernetes.yml names only what there is; docs/operations.md says how to check its schema."""

import re
from pathlib import Path

from app.main import create_app
from app.settings import Settings
from app.store import sqlite_url
from tests.contract.served import ROOT

FILE = (ROOT / "deploy" / "kubernetes.yml").read_text(encoding="utf-8")
COMMANDS = re.findall(r"args: \[unspun, (\w+), (.*)\]", FILE)


def test_every_variable_is_a_setting() -> None:
    named = set(re.findall(r"\bUNSPUN_[A-Z_]+", FILE))
    assert named
    assert named <= {f"UNSPUN_{name.upper()}" for name in Settings.model_fields}


def test_every_probe_asks_an_open_route(tmp_path: Path) -> None:
    paths = create_app(Settings(database_url=sqlite_url(tmp_path / "unused.db"))).openapi()["paths"]
    asked = set(re.findall(r"httpGet: \{path: (\S+),", FILE))
    assert asked == {"/readyz", "/healthz"}
    assert all("security" not in paths[path]["get"] for path in asked)


def test_the_commands_and_their_options_are_documented() -> None:
    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert [command for command, _ in COMMANDS] == ["serve", "worker"]
    for command, options in COMMANDS:
        part = manual.split(f"## `unspun {command}", 1)[1].split("\n## ", 1)[0]
        assert all(f"`{option} " in part for option in re.findall(r"--[a-z-]+", options))


def test_the_containers_run_as_the_image_s_user_and_reach_its_port() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (user,) = re.findall(r"^USER (\d+)$", image, re.MULTILINE)
    assert set(re.findall(r"(?:runAsUser|runAsGroup|fsGroup): (\d+)", FILE)) == {user}
    assert re.findall(r"containerPort: (\d+)", FILE) == re.findall(r"^EXPOSE (\d+)$", image, re.MULTILINE)
