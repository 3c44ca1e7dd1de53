"""The commands that make models and the lexicon, and those that measure a model before it is trusted."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.long_runs import N_CORES
from app.cli.options import ModelFolder
from app.cli.refusals import failing, refuse, refusing
from app.errors import ModelError, UnspunError

SHARED, MODELS = Path("../shared"), Path("models")
Shared = Annotated[Path, typer.Option(help="Folder of the corpora.")]
Models = Annotated[Path, typer.Option(help="Folder of the models.")]
Workers = Annotated[int, typer.Option(min=1, help="Processes; default: one a core.")]


def train(shared: Shared = SHARED, models: Models = MODELS, workers: Workers = N_CORES) -> None:
    """Train the model from the corpora; resumable."""
    _fix_hashes()
    from app.training import Recipe
    from app.training import train as run

    with refusing(UnspunError, OSError):  # OSError: not in the repository's folder
        typer.echo(f"written: {run(shared, models, recipe=Recipe(workers=workers))}")


def train_finder(shared: Shared = SHARED, models: Models = MODELS) -> None:
    """Train the finder of reused passages on the PAN 2013 corpus, with its figures by cross-validation."""
    _fix_hashes()
    from app.training import train_finder as run

    with refusing(UnspunError, OSError):
        typer.echo(f"written: {run(shared, models)}")


def evaluate(  # noqa: PLR0913 - one parameter an option
    shared: Shared = SHARED,
    models: Models = MODELS,
    *,
    model: ModelFolder = None,
    honest: Annotated[bool, typer.Option("--honest", help="Only honest changes, kind by kind.")] = False,
    untaught: Annotated[bool, typer.Option("--untaught", help="Only honest changes of kinds that no model is taught.")] = False,
    per_kind: Annotated[
        int | None, typer.Option(min=1, help="Pairs of each kind; default: 300 honest changes, 60 of --passages.")
    ] = None,
    spinners: Annotated[bool, typer.Option("--spinners", help="Only published spinners, other kinds of texts, lengths.")] = False,
    damaged: Annotated[bool, typer.Option("--damaged", help="Only spun pairs with missing or foreign sentences.")] = False,
    sentence_ends: Annotated[bool, typer.Option("--sentence-ends", help="Only texts that lost their sentence ends.")] = False,
    contradictions: Annotated[bool, typer.Option("--contradictions", help="Only reports that contradict themselves.")] = False,
    tools_left_out: Annotated[
        bool, typer.Option("--leave-tools-out", help="Only published spinners, each family left out of training in turn.")
    ] = False,
    passages: Annotated[bool, typer.Option("--passages", help="Only what is found: by PAN's measure, and in rewrites.")] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Store figures and pictures in the model's folder, and its CARD.md.")
    ] = False,
) -> None:
    """Measure a model on the dev corpora."""
    _fix_hashes()
    asked = {"honest_changes": honest, "spinners": spinners, "damaged": damaged, "contradictions": contradictions}
    asked |= {
        "sentence_ends": sentence_ends,
        "tools_left_out": tools_left_out,
        "passages": passages,
        "untaught_changes": untaught,
    }
    if subjects := [name for name, is_asked in asked.items() if is_asked]:
        _evaluate_subjects(subjects, shared, _asked(model, models), per_kind, is_kept=write)
        return
    from app.training import Subject, add_metrics, assure, draw_pictures, measure_subject, write_card
    from app.training import evaluate as run

    folder = _asked(model, models)
    with refusing(UnspunError, OSError):
        measures = run(shared, folder, keeps_answers=write)
        found = measure_subject(Subject.CONTRADICTIONS, shared, folder)
        for subject in (Subject.HONEST, Subject.UNTAUGHT):
            found |= measure_subject(subject, shared, folder, per_kind)
    if write:
        pictures = draw_pictures(folder, measures)
        figures = [add_metrics(folder, {"dev": measures} | found), assure(folder)]
        written = [*figures, *pictures, write_card(folder)]
        typer.echo(f"written: {', '.join(map(str, written))}")


def _asked(model: Path | None, models: Path) -> Path:
    """The folder of the model that was named, or of the current one."""
    with refusing(UnspunError, OSError):
        return model or _current(models)


def _evaluate_subjects(subjects: list[str], shared: Path, folder: Path, per_kind: int | None, *, is_kept: bool) -> None:
    """Measures and prints only these; keeps them beside the model's other figures."""
    from app.training import Subject, keep_subject, measure_subject, write_card

    with refusing(UnspunError, OSError):
        found = {Subject(name): measure_subject(Subject(name), shared, folder, per_kind) for name in subjects}
    if is_kept:
        written = [keep_subject(subject, figures, folder) for subject, figures in found.items()][-1:]
        typer.echo(f"written: {', '.join(map(str, [*written, write_card(folder)]))}")


def gate(
    candidate: Annotated[Path, typer.Option(help="Folder of the model that wants to be the current one.")],
    models: Models = MODELS,
    shared: Shared = SHARED,
) -> None:
    """Compare a candidate with the current model on every dev set; exit code 1 when it loses anything anywhere."""
    _fix_hashes()
    from app.training import print_checks, run_gate

    if not candidate.is_dir():
        refuse(f"{candidate}: not a folder")
    with refusing(ModelError):
        current = _current(models)
    with failing(UnspunError, OSError):  # what is missing or broken is no pass
        checks = run_gate(candidate, current, shared)
    print_checks(checks, candidate, current)
    if not all(check.is_passed for check in checks):
        raise typer.Exit(1)


def ablate(
    shared: Shared = SHARED,
    models: Models = MODELS,
    workers: Workers = N_CORES,
    *,
    write: Annotated[bool, typer.Option("--write", help="Store the figures in the model's metrics.json and CARD.md.")] = False,
) -> None:
    """Measure what each group of features brings, and a simple baseline beside the current model."""
    _fix_hashes()
    from app.training import Recipe, add_metrics, write_card
    from app.training import ablate as run

    with refusing(UnspunError, OSError):
        folder = _current(models)
        measures = run(shared, recipe=Recipe(workers=workers))
    if write:
        typer.echo(f"written: {add_metrics(folder, measures)}, {write_card(folder)}")


def _current(models: Path) -> Path:
    from app.model import current_model

    return current_model(models)


def lexicon(
    shared: Annotated[Path, typer.Option(help="Folder with the news counts.")] = SHARED,
    wordnet: Annotated[Path, typer.Option(help="Folder of Debian's wordnet-base.")] = Path("/usr/share/wordnet"),
    moby: Annotated[Path | None, typer.Option(help="words.txt of npm's moby; fetched with npm when left out.")] = None,
    out: Annotated[Path, typer.Option(help="Where the packs go.")] = Path("data/lexicon"),
) -> None:
    """Build the lexicon packs from their sources (WordNet, Moby, news counts)."""
    from app.training import build, read_sources

    try:
        build(read_sources(wordnet, shared, moby), out)
    except OSError as error:
        refuse(f"{error.filename}: {error.strerror}")
    except UnspunError as error:
        refuse(str(error))


def _fix_hashes() -> None:
    """Starts this command again with fixed string hashes: the order of sets must not decide what is spun."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.environ["PYTHONHASHSEED"] = "0"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 (this very command)
