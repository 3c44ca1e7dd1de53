"""docs/cli.md names every command and every option."""

from pathlib import Path

import pytest
import typer

from app.cli import app

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
ROOT = typer.main.get_command(app).commands  # type: ignore[attr-defined]
GROUPS = {name: group.commands for name, group in ROOT.items() if hasattr(group, "commands")}
COMMANDS = {name: command for name, command in ROOT.items() if name not in GROUPS} | {
    f"{group} {name}": command for group, commands in GROUPS.items() for name, command in commands.items()
}
OPTIONS = [
    (name, option) for name, command in COMMANDS.items() for p in command.params for option in p.opts if option.startswith("--")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_docs(command: str) -> None:
    assert f"unspun {command}" in DOCS


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_stands_in_the_docs(command: str, option: str) -> None:
    assert f"`{option}" in DOCS or f"{option} " in DOCS, command


def test_what_users_need_is_listed_before_what_training_needs() -> None:
    panels = list(dict.fromkeys(command.rich_help_panel for command in ROOT.values()))
    assert (panels[0], panels[-1]) == ("Compare and search", "Make models and the lexicon")
    assert ROOT["training"].rich_help_panel == panels[-1]
