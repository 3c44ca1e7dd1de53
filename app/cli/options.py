"""Arguments and options that several commands take."""

from pathlib import Path
from typing import Annotated, Final

import typer

SUSPECT_HELP: Final = "The article under suspicion: a file, or - for standard input."
FORMAT_HELP: Final = "How to read the file; auto goes by its content."
OF_FILE: Final = "Default: what the file says."
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Progress = Annotated[bool | None, typer.Option("--progress/--no-progress", help="Default: when a terminal looks on.")]
ModelFolder = Annotated[Path | None, typer.Option(help="Folder of one model; default: the one that CURRENT names.")]
