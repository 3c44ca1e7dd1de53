"""How a command ends that cannot go on: one line on standard error and an exit code, never a traceback."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from pydantic import ValidationError

from app.settings import Settings

_BY_VALIDATOR = "Value error, "  # what pydantic sets before the message of a validator of ours


def refuse(message: str) -> NoReturn:
    """Bad input or usage: one line, exit code 2."""
    typer.echo(f"unspun: {message}", err=True)
    raise typer.Exit(2)


def fail(message: str) -> NoReturn:
    """A fault of the installation: one line, exit code 1."""
    typer.echo(f"unspun: {message}", err=True)
    raise typer.Exit(1)


def refusing(*errors: type[BaseException]) -> AbstractContextManager[None]:
    """Ends the program as `refuse` does where one of `errors` is raised."""
    return _ending(refuse, errors)


def failing(*errors: type[BaseException]) -> AbstractContextManager[None]:
    """Ends the program as `fail` does where one of `errors` is raised."""
    return _ending(fail, errors)


@contextmanager
def _ending(end: Callable[[str], NoReturn], errors: tuple[type[BaseException], ...]) -> Iterator[None]:
    try:
        yield
    except errors as error:
        end(str(error))


def refuse_to_overwrite(out: Path | None, *inputs: str | Path) -> None:
    """Ends the program when `out` is one of the files that are read: their content would be gone."""
    if out is not None and any(_is_same_file(out, Path(each)) for each in inputs):
        refuse(f"{out} is read and would be overwritten; choose another file")


def refuse_device(out: Path) -> None:
    """Ends the program when `out` is no file that can be read again, such as a pipe, or a device that never ends."""
    if out.exists() and not out.is_file():
        refuse(f"{out} is no file; name one: what is in it is read to go on behind it")


def refuse_folder(out: Path) -> None:
    """Ends the program when no file can be made at `out`: before hours of work, not after them."""
    if out.is_dir():
        refuse(f"{out} is a folder; name a file")
    if not out.parent.is_dir():
        refuse(f"{out}: there is no such folder")


def refused_usage(error: typer.TyperException) -> int:
    """Says what the command line got wrong, and which help to ask for; the exit code."""
    said = " ".join(error.format_message().split()).replace(_BY_VALIDATOR, "")
    if said:  # nothing is left to say where the help was shown
        context = getattr(error, "ctx", None)
        help_of = f" (see {context.command_path} --help)" if context else ""
        typer.echo(f"unspun: {said.removesuffix('.')}{help_of}", err=True)
    return error.exit_code


def refused_setting(error: ValidationError) -> int:
    """Says which setting of the environment cannot be used; the exit code.

    Raises: ValidationError, where it is about something else.
    """
    if error.title != Settings.__name__:
        raise error
    for each in error.errors(include_url=False, include_input=False):
        place = each["loc"]  # of a list, behind the setting where in it
        name = f"{Settings.model_config['env_prefix']}{place[0]}".upper() if place else "settings"
        typer.echo(f"unspun: {name}: {each['msg'].removeprefix(_BY_VALIDATOR)}", err=True)
    return 2


def refused_argument(error: UnicodeEncodeError, arguments: Sequence[str]) -> int:
    """Says which argument is no text; the exit code. A file may have any name, but what a database holds is UTF-8.

    Raises: UnicodeEncodeError, where all arguments are texts.
    """
    wrong = [each for each in arguments if _is_no_text(each)]
    if not wrong:
        raise error
    typer.echo(f"unspun: {wrong[0].encode(errors='backslashreplace').decode()}: the argument is not UTF-8", err=True)
    return 2


def unwritten(error: OSError) -> int:
    """Says what the machine would not do, such as writing to a full disk; the exit code."""
    place = f"{error.filename}: " if error.filename is not None else ""
    typer.echo(f"unspun: {place}{error.strerror or error}", err=True)
    return 1


def _is_same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _is_no_text(argument: str) -> bool:
    return any(unicodedata.category(character) == "Cs" for character in argument)
