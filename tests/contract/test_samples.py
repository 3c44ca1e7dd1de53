"""The samples that people copy: whatever may stand behind a proxy asks for keys, and every proxy says that it is one."""

import re
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from app.service import is_proxied

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", OPERATIONS, re.DOTALL)
LOCATIONS = re.findall(
    r"^location [^\n]+\{\n.*?^\}", "\n".join(text for kind, text in BLOCKS if kind == "nginx"), re.DOTALL | re.MULTILINE
)
CONTAINERS = [line for kind, text in BLOCKS if kind == "sh" for line in text.splitlines() if line.startswith("docker run")]
STREAMS = (
    "/batches/b_1/events",
    "/batches/b_1/results",
    "/screenings/s_1/results",
    "/libraries/a/export",
    "/libraries/a/imports/a_1/results",
)


@pytest.mark.parametrize("location", LOCATIONS)
def test_every_location_of_the_proxy_says_that_it_is_one(location: str) -> None:
    names = re.findall(r"proxy_set_header (\S+)", location)
    assert is_proxied(Headers(dict.fromkeys(names, "192.0.2.1")))


@pytest.mark.parametrize("path", STREAMS)
def test_what_is_streamed_is_not_held_back_by_the_proxy(path: str) -> None:
    found = [each for each in LOCATIONS if (pattern := re.match(r"location ~ (\S+) \{", each)) and re.search(pattern[1], path)]
    assert len(found) == 1
    assert "proxy_buffering off" in found[0]


@pytest.mark.parametrize("command", CONTAINERS)
def test_every_container_asks_for_keys(command: str) -> None:
    assert "UNSPUN_REQUIRE_KEYS=true" in command


def test_the_image_and_the_environment_file_ask_for_keys() -> None:
    assert "UNSPUN_REQUIRE_KEYS=true" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    (environment,) = (text for kind, text in BLOCKS if kind == "sh" and text.startswith("UNSPUN_DATABASE_URL"))
    assert "UNSPUN_REQUIRE_KEYS=true" in environment


def test_there_are_samples() -> None:
    assert len(LOCATIONS) == 2
    assert len(CONTAINERS) >= 3
