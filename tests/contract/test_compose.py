"""compose.yml: what it starts asks for keys, is reached through this machine or the proxy alone, and works on one database."""

import re
from typing import Any

import pytest

from app.settings import Settings
from tests.contract.served import ROOT

yaml = pytest.importorskip("yaml")
TEXT = (ROOT / "compose.yml").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load(TEXT)["services"]


def test_service_worker_database_and_proxy_are_there() -> None:
    assert set(SERVICES) == {"api", "worker", "database", "proxy"}
    assert SERVICES["worker"]["command"][:2] == ["unspun", "worker"]
    assert SERVICES["proxy"]["command"][-2:] == ["--to", "api:8000"]


@pytest.mark.parametrize("name", ["api", "worker"])
def test_what_is_ours_asks_for_keys_and_waits_for_the_database(name: str) -> None:
    environment = SERVICES[name]["environment"]
    assert environment["UNSPUN_REQUIRE_KEYS"] == "true"
    assert "@database/" in environment["UNSPUN_DATABASE_URL"]
    assert {each.removeprefix("UNSPUN_").lower() for each in environment} <= set(Settings.model_fields)
    assert SERVICES[name]["depends_on"]["database"]["condition"] == "service_healthy"


def test_only_the_proxy_is_open_to_other_machines() -> None:
    (port,) = SERVICES["api"]["ports"]
    assert port.startswith("${UNSPUN_BIND:-127.0.0.1}:")
    assert SERVICES["proxy"]["profiles"] == ["proxy"]
    assert not {"ports"} & (SERVICES["worker"].keys() | SERVICES["database"].keys())


def test_no_password_stands_in_the_file() -> None:
    assert re.findall(r"PASSWORD[^\n]*", TEXT)
    assert all("${UNSPUN_DATABASE_PASSWORD:?" in line for line in TEXT.splitlines() if "PASSWORD:" in line or "psycopg" in line)
