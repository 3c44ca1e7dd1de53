"""Settings from the environment (`UNSPUN_…`); read by main and cli only. docs/configuration.md names every one."""

import os
from enum import StrEnum
from pathlib import Path

from pydantic import Field, computed_field
from pydantic_settings import BaseSettings, SettingsConfigDict

_ROOT = Path(__file__).resolve().parent.parent

# The longest JSON spelling of one character is a surrogate pair of two \uXXXX escapes.
_LONGEST_CHARACTER_BYTES = 12
_AROUND_THE_TEXTS_BYTES = 65_536


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """All settings of the service, checked at birth."""

    model_config = SettingsConfigDict(env_prefix="UNSPUN_", frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="port to listen on; 0 picks a free one")
    models_dir: Path = Field(_ROOT / "models", description="folder with the models and the file CURRENT")
    lexicon_dir: Path = Field(_ROOT / "data" / "lexicon", description="folder with the lexicon packs")
    max_characters: int = Field(200_000, ge=1_000, le=5_000_000, description="characters a side, as sent")
    max_body_bytes: int | None = Field(None, ge=10_000, description="bytes of a request body, before and after gunzip")
    comparisons_at_once: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, le=256, description="comparisons that run at the same time"
    )
    queue_size: int = Field(32, ge=0, le=10_000, description="requests that may wait for a comparison's place")
    queue_timeout_seconds: float = Field(10.0, gt=0, le=600, description="longest wait in the queue")
    time_limit_seconds: float = Field(30.0, gt=0, le=600, description="longest comparison; later answers are dropped")
    log_level: LogLevel = Field(LogLevel.INFO, description="debug, info, warning or error")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def body_limit(self) -> int:
        """`max_body_bytes`, or room for two texts at the character limit however their JSON is escaped."""
        return self.max_body_bytes or 2 * _LONGEST_CHARACTER_BYTES * self.max_characters + _AROUND_THE_TEXTS_BYTES
