"""How a command ends that cannot go on: one line on standard error and an exit code, never a traceback."""

from typing import NoReturn

import typer


def refuse(message: str) -> NoReturn:
    """Bad input or usage: one line, exit code 2."""
    typer.echo(f"unspun: {message}", err=True)
    raise typer.Exit(2)


def fail(message: str) -> NoReturn:
    """A fault of the installation: one line, exit code 1."""
    typer.echo(f"unspun: {message}", err=True)
    raise typer.Exit(1)
