"""The commands `unspun training …`: what only those need who make models and the lexicon, and look at what they are made from."""

import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Annotated

import typer

from app.cli.options import ModelFolder
from app.cli.refusals import refuse, refusing
from app.cli.training import MODELS, SHARED, Models, Shared
from app.errors import UnspunError

training = typer.Typer(
    help="What training is made from: labels, a spinner's texts, the lexicon's coverage, weights.", no_args_is_help=True
)
LEXICON = Path("data/lexicon")
Lexicon = Annotated[Path, typer.Option(help="Folder of the lexicon.")]


@training.command()
def labels(shared: Shared = SHARED) -> None:
    """Print which label the pairs of the corpora teach, by corpus and edit."""
    from app.training import labels_as_text

    with refusing(UnspunError, OSError):
        typer.echo(labels_as_text(shared))


@training.command()
def spin(  # noqa: PLR0913 - one parameter an option
    text: Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for standard input.")],
    *,
    style: Annotated[str, typer.Option(help="A spinner's style.")] = "moby",
    seed: Annotated[int, typer.Option(help="Of what is drawn.")] = 0,
    rate: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Share of the content words; default: the style's.")
    ] = None,
    swaps: Annotated[bool, typer.Option("--swaps", help="List the swaps instead of the text.")] = False,
    shared: Shared = SHARED,
) -> None:
    """Print a spun version of a text, to look at."""
    from app.training import STYLES, load_style, spin, swap_lines

    if style not in STYLES:
        refuse(f"--style: {style!r} is none of {', '.join(sorted(STYLES))}")
    with refusing(UnspunError, OSError, UnicodeDecodeError):
        original = sys.stdin.read() if text == "-" else Path(text).read_text("utf-8")
        made = load_style(style, shared)
        knobs = made.knobs if rate is None else replace(made.knobs, rate=rate)
        spun = spin(original, made, knobs, Random(seed))  # noqa: S311 (nothing secret)
    typer.echo("\n".join(swap_lines(spun)) if swaps else spun.text)


@training.command()
def coverage(shared: Shared = SHARED, lexicon: Lexicon = LEXICON) -> None:
    """Measure how much of known substitutions the lexicon knows; writes its CARD.md."""
    from app.training import write_coverage

    with refusing(UnspunError, OSError):
        typer.echo(write_coverage(lexicon, shared))


@training.command()
def english(lexicon: Lexicon = LEXICON) -> None:
    """Enter english.json, which is written by hand, in the lexicon's manifest."""
    from app.training import enter_english

    with refusing(UnspunError, OSError, ValueError):  # ValueError: no JSON
        enter_english(lexicon)


@training.command()
def vectors(
    model: Annotated[Path | None, typer.Option(help="Folder of the encoder; default: the installed package's.")] = None,
    lexicon: Lexicon = LEXICON,
) -> None:
    """Make the static word vectors of the lexicon, in an environment that holds the encoder."""
    from app.training import make_vectors

    with refusing(UnspunError, OSError):
        make_vectors(lexicon, model)


@training.command()
def retellings(
    shared: Shared = SHARED, *, write: Annotated[bool, typer.Option("--write", help="Store the network that was fitted.")] = False
) -> None:
    """Fit what tells stretches that retell each other from other stories, and measure it on dev."""
    from app.training import fit_retellings

    with refusing(UnspunError, OSError):
        fit_retellings(shared, is_written=write)


@training.command()
def telling(
    shared: Shared = SHARED,
    models: Models = MODELS,
    *,
    model: ModelFolder = None,
    write: Annotated[bool, typer.Option("--write", help="Store the weights in the model's manifest.")] = False,
) -> None:
    """Fit what weighs a retelling against a report on the same event once more, and measure it on dev."""
    from app.model import current_model
    from app.training import fit_telling

    with refusing(UnspunError, OSError):
        fit_telling(shared, model or current_model(models), is_written=write)


@training.command()
def saying(
    shared: Shared = SHARED,
    models: Models = MODELS,
    *,
    model: ModelFolder = None,
    write: Annotated[bool, typer.Option("--write", help="Store the odds in the model's manifest.")] = False,
) -> None:
    """Fit how sure a retelling is said, on dev, and measure it on origins that it never met."""
    from app.model import current_model
    from app.training import fit_said_odds

    with refusing(UnspunError, OSError):
        fit_said_odds(shared, model or current_model(models), is_written=write)


@training.command()
def robustness(
    part: Annotated[str | None, typer.Option(help="One part; default: all.")] = None,
    shared: Shared = SHARED,
    models: Models = MODELS,
    *,
    model: ModelFolder = None,
    seed: Annotated[int, typer.Option(help="Of what is drawn.")] = 1,
) -> None:
    """Measure on dev what a verdict must stand: disturbances, a light hand, damage, published spinners."""
    from app.model import current_model
    from app.training import PARTS, measure_robustness, print_robustness

    if part is not None and part not in PARTS:
        refuse(f"--part: {part!r} is none of {', '.join(PARTS)}")
    with refusing(UnspunError, OSError):
        print_robustness(measure_robustness(shared, model or current_model(models), seed, [part] if part else PARTS))
