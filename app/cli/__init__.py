"""The command line `unspun`: comparing, probing, libraries, screening, API keys, PAN's task, training, and how a command refuses.

Exit codes: 0 done, whatever the label; 2 bad input or usage, one line on standard error; 1 a fault of ours, or pairs of
`pan` that could not be read; 130 stopped.
Heavy rooms are imported by the commands that need them, so that `unspun --help` is quick.
"""

import gc
import os
import sys
from typing import Final

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: the matrices are small, threads only fight over them
# before anything is imported: to look for cycles in that is a tenth of its time. Who compares sets it anew (`app.pools`)
gc.set_threshold(500_000, 20, 50)

import typer
from pydantic import ValidationError

from app.cli.checks import doctor
from app.cli.comparing import batch, compare, serve, version
from app.cli.keys import keys
from app.cli.libraries import library
from app.cli.making import training
from app.cli.operating import backup, migrate, purge, queue
from app.cli.pan_task import pan, plagdet
from app.cli.probing import probe
from app.cli.refusals import refused_argument, refused_setting, refused_usage, unwritten
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
USE, OPERATE, MEASURE, MAKE = "Compare and search", "Run the service", "Measure on PAN's task", "Make models and the lexicon"
PANELS: Final = {
    USE: (compare, batch, screen, probe, version),
    OPERATE: (serve, worker, queue, doctor, migrate, backup, purge),
    MEASURE: (pan, plagdet),
    MAKE: (train, train_finder, evaluate, gate, ablate, lexicon),
}
GROUPS: Final = ((USE, "library", library), (OPERATE, "keys", keys), (MAKE, "training", training))
for panel, commands in PANELS.items():
    for command in commands:
        app.command(rich_help_panel=panel)(command)
    for _, name, group in (each for each in GROUPS if each[0] == panel):
        app.add_typer(group, name=name, rich_help_panel=panel)


def main() -> None:
    """Entry point of the `unspun` command."""
    try:
        raise SystemExit(_exit_code())
    finally:
        gc.freeze()  # or Python would look through everything for cycles once more, before it gives all memory back


def _exit_code() -> int | None:
    """What the command says: what is wrong with its line, an argument or a setting, and a full disk, are one line, too."""
    try:
        code: int | None = app(standalone_mode=False)
    except typer.TyperException as error:
        code = refused_usage(error)
    except UnicodeEncodeError as error:
        code = refused_argument(error, sys.argv)
    except ValidationError as error:
        code = refused_setting(error)
    except OSError as error:
        code = unwritten(error)
    return code
