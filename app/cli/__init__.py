"""The command line `unspun`: comparing, probing, libraries, screening, API keys, PAN's task, training, and how a command refuses.

Exit codes: 0 done, whatever the label; 2 bad input or usage, one line on standard error; 1 a fault of ours, or pairs of
`pan` that could not be read; 130 stopped.
Heavy rooms are imported by the commands that need them, so that `unspun --help` is quick.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: the matrices are small, threads only fight over them

import typer

from app.cli.comparing import batch, compare, serve, version
from app.cli.keys import keys
from app.cli.libraries import library
from app.cli.pan_task import pan, plagdet
from app.cli.probing import probe
from app.cli.screening import screen
from app.cli.training import ablate, evaluate, gate, lexicon, train, train_finder
from app.cli.working import worker

__all__ = ["app", "main"]

app = typer.Typer(
    help="Says, with evidence, whether a suspect article was made from a reference by swapping words.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (
    compare,
    batch,
    screen,
    probe,
    pan,
    plagdet,
    serve,
    worker,
    train,
    train_finder,
    evaluate,
    gate,
    ablate,
    lexicon,
    version,
):
    app.command()(command)
app.add_typer(keys, name="keys")
app.add_typer(library, name="library")


def main() -> None:
    """Entry point of the `unspun` command."""
    app()
