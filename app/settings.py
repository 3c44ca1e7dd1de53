"""Settings from the environment (`UNSPUN_…`); read by main and cli only. docs/configuration.md names every one."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, IPvAnyNetwork, computed_field, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.home import home

# The longest JSON spelling of one character is a surrogate pair of two \uXXXX escapes.
_LONGEST_CHARACTER_BYTES = 12
_AROUND_THE_TEXTS_BYTES = 65_536
_OTLP_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class RequireKeys(StrEnum):
    """When a request needs an API key."""

    AUTO = "auto"
    TRUE = "true"
    FALSE = "false"


def _own_database() -> str:
    """A SQLite file where programs of a user keep what must last (XDG)."""
    folder = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return f"sqlite:///{Path(folder) / 'unspun' / 'unspun.db'}"


def _own_cache() -> Path | None:
    """A folder where programs of a user keep what they can make again (XDG), if he has one."""
    if folder := os.environ.get("XDG_CACHE_HOME"):
        return Path(folder) / "unspun"
    try:
        return Path.home() / ".cache" / "unspun"
    except RuntimeError:  # of a container's user that has no name
        return None


def _listed(value: object) -> object:
    """`a, b` → `["a", "b"]`; an empty text is an empty list."""
    return [each.strip() for each in value.split(",") if each.strip()] if isinstance(value, str) else value


# what a policy may name; anything else could end its directive
Origin = Annotated[str, Field(pattern=r"^https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?$")]
Port = Annotated[int, Field(ge=1, le=65_535)]


class Settings(BaseSettings):
    """All settings of the service, checked at birth."""

    model_config = SettingsConfigDict(env_prefix="UNSPUN_", frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="port to listen on; 0 picks a free one")
    models_dir: Path = Field(home() / "models", description="folder with the models and the file CURRENT")
    lexicon_dir: Path = Field(home() / "data" / "lexicon", description="folder with the lexicon packs")
    cache_dir: Path | None = Field(default_factory=_own_cache, description="folder for what can be made again: the flat lexicon")
    max_characters: int = Field(200_000, ge=1_000, le=5_000_000, description="characters a side, as sent")
    max_body_bytes: int | None = Field(None, ge=10_000, description="bytes of a request body, before and after gunzip")
    comparisons_at_once: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, le=256, description="comparisons that run at the same time"
    )
    queue_size: int = Field(32, ge=0, le=10_000, description="requests that may wait for a comparison's place")
    queue_timeout_seconds: float = Field(10.0, gt=0, le=600, description="longest wait in the queue")
    time_limit_seconds: float = Field(30.0, gt=0, le=600, description="longest comparison; a longer one is ended")
    database_url: str = Field(default_factory=_own_database, description="`sqlite:////path/file.db` or `postgresql+psycopg://…`")
    embedded_worker: bool | None = Field(None, description="work on the queue in the API process; default: on SQLite")
    chunk_size: int = Field(100, ge=1, le=1_000, description="pairs that a worker takes from the queue at once")
    max_batch_lines: int = Field(100_000, ge=1, le=1_000_000, description="lines of a batch")
    max_batch_bytes: int = Field(1_000_000_000, ge=10_000, description="bytes of a batch, before and after gunzip")
    async_above_characters: int = Field(300_000, ge=0, description="both sides together: a longer pair becomes a job")
    queue_time_limit_seconds: float = Field(600.0, ge=1, le=86_400, description="longest comparison in the queue")
    worker_metrics_port: int | None = Field(None, ge=0, le=65535, description="port on 127.0.0.1 for a worker's own metrics")
    tracing: bool | None = Field(None, description="send traces by OTLP; default: when OTEL_EXPORTER_OTLP_ENDPOINT is set")
    retention_days: float = Field(30.0, gt=0, le=3_650, description="days after which reports are deleted")
    require_keys: RequireKeys = Field(RequireKeys.AUTO, description="auto: everywhere but on a loopback address")
    open_to_anyone: bool = Field(False, description="consent to serve a public address without keys")
    rate_limit_requests: int = Field(600, ge=0, le=1_000_000, description="requests a client has at once; 0 sets no limit")
    rate_limit_seconds: int = Field(60, ge=1, le=86_400, description="time in which a client's used-up requests come back")
    webhook_allowed_networks: Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_listed)] = Field(
        (), description="networks that are not public and may get webhooks all the same"
    )
    webhook_allow_http: bool = Field(False, description="send webhooks to http:// addresses too")
    webhook_ports: Annotated[tuple[Port, ...], NoDecode, BeforeValidator(_listed)] = Field(
        (80, 443, 8443), description="ports that webhooks are sent to; empty: any"
    )
    webhook_timeout_seconds: float = Field(15.0, ge=1, le=60, description="longest attempt, from connection to answer")
    webhook_senders: int = Field(8, ge=1, le=64, description="attempts at once in one process")
    webhook_disable_days: float = Field(
        5.0, gt=0, le=365, description="days without a success after which an endpoint is disabled"
    )
    webhook_rotation_hours: float = Field(24.0, ge=0, le=720, description="hours for which a rotated secret signs too")
    pages: bool = Field(True, description="serve the editors' pages beside the API")
    secret: str | None = Field(
        None, min_length=32, max_length=200, repr=False, description="signs shared links; default: one kept in the database"
    )
    session_hours: float = Field(12.0, gt=0, le=720, description="how long a sign-in on the pages lasts")
    embed_origins: Annotated[tuple[Origin, ...], NoDecode, BeforeValidator(_listed)] = Field(
        (), description="origins whose pages may show a shared report in a frame"
    )
    sign_in_header: str | None = Field(
        None, pattern=r"^[A-Za-z][A-Za-z0-9-]{0,60}$", description="header in which a proxy names whom it signed in"
    )
    sign_in_proxies: Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_listed)] = Field(
        (), description="networks from which that header is believed"
    )
    sign_in_client: str = Field("desk", min_length=1, max_length=100, description="client whose reports they see")
    sign_in_scopes: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = Field(
        ("compare", "read"), description="what they may do"
    )
    link_days: int = Field(90, ge=1, le=3_650, description="the longest life of a shared link")
    log_level: LogLevel = Field(LogLevel.INFO, description="debug, info, warning or error")

    @model_validator(mode="after")
    def _names_its_proxies(self) -> Self:
        """Raises: ValueError, where anybody could say who he is."""
        if self.sign_in_header and not self.sign_in_proxies:
            raise ValueError("UNSPUN_SIGN_IN_HEADER is believed from nobody: name the proxy in UNSPUN_SIGN_IN_PROXIES")
        return self

    @computed_field  # type: ignore[prop-decorator]
    @property
    def body_limit(self) -> int:
        """`max_body_bytes`, or room for two texts at the character limit however their JSON is escaped."""
        return self.max_body_bytes or 2 * _LONGEST_CHARACTER_BYTES * self.max_characters + _AROUND_THE_TEXTS_BYTES

    @classmethod
    def unknown_names(cls) -> tuple[str, ...]:
        """Variables of the environment that are named like settings and are none, in alphabetical order."""
        prefix = str(cls.model_config["env_prefix"])
        named = {name for name in os.environ if name.startswith(prefix)}
        return tuple(sorted(named - {f"{prefix}{name}".upper() for name in cls.model_fields}))

    @property
    def sends_traces(self) -> bool:
        """`tracing`, or whether the standard environment names a receiver."""
        named = any(os.environ.get(name) for name in _OTLP_ENDPOINTS)
        return named if self.tracing is None else self.tracing
