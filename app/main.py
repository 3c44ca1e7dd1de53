"""Assembles the service from its settings: `create_app` for any ASGI server, `serve` with uvicorn."""

import hashlib
from functools import partial
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from app.api import Limits, Service, build_app, log_config
from app.detector import Detector
from app.runtime import tune_process
from app.settings import Settings

_SECONDS_TO_FINISH = 10


def limits_of(settings: Settings) -> Limits:
    """The limits that the settings ask for."""
    return Limits(
        max_characters=settings.max_characters,
        max_body_bytes=settings.body_limit,
        comparisons_at_once=settings.comparisons_at_once,
        queue_size=settings.queue_size,
        queue_timeout_seconds=settings.queue_timeout_seconds,
        time_limit_seconds=settings.time_limit_seconds,
    )


def _lexicon_version(folder: Path) -> str | None:
    """The manifest names the sha256 of every pack, so its own says which lexicon this is."""
    manifest = folder / "manifest.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()[:12] if manifest.is_file() else None


def load_detector(settings: Settings) -> Detector:
    """The detector that the settings name, and the process made ready to use it again and again.

    Raises: ModelError, LexiconError.
    """
    detector = Detector.load(settings.models_dir, settings.lexicon_dir)
    tune_process()
    return detector


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application; the model and the lexicon are loaded when it starts, not here."""
    settings = settings or Settings()
    load = partial(load_detector, settings)
    return build_app(Service(limits_of(settings), load, lexicon_version=_lexicon_version(settings.lexicon_dir)))


def serve(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT; running requests get some seconds to finish."""
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        access_log=False,  # ours says more, and never a query string
        server_header=False,
        log_config=log_config(settings.log_level),
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
