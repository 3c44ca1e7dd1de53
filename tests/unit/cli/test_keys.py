"""`unspun keys`: a secret is shown once, keys go by id or prefix, and what is wrong is one line."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app import store
from app.cli import app
from app.store import Database, KeySecret, sqlite_url

FUTURE = 4_000_000_000.0


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = sqlite_url(tmp_path / "new" / "unspun.db")
    monkeypatch.setenv("UNSPUN_DATABASE_URL", url)
    return url


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["keys", *arguments])


def made(*arguments: str) -> dict[str, Any]:
    ended = run(*arguments, "--json")
    assert ended.exit_code == 0, ended.output
    value: dict[str, Any] = json.loads(ended.stdout)
    return value


def listed() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", "--json").stdout)
    return found


def is_live(url: str, secret: str, now: float) -> bool:
    database = Database.open(url)
    with database.transaction() as tx:
        is_found = store.keys.find(tx, KeySecret(secret), now=now) is not None
    database.close()
    return is_found


def test_a_secret_alone_goes_to_standard_output_and_works(url: str) -> None:
    ended = run("create", "cms", "--scopes", "compare, read")
    secret = ended.stdout.strip()
    assert is_live(url, secret, FUTURE)
    assert "only time" in ended.stderr
    (key,) = listed()
    assert (key["client"], key["scopes"], key["state"], key["expires_at"]) == ("cms", ["compare", "read"], "live", None)


def test_no_list_shows_a_secret() -> None:
    secret = made("create", "cms", "--scopes", "read")["secret"]
    for ended in (run("list"), run("list", "--json")):
        assert secret not in ended.output
        assert secret[:15] in ended.output


def test_a_lifetime_ends(url: str) -> None:
    secret = made("create", "cms", "--scopes", "read", "--expires-in", "90d")["secret"]
    assert not is_live(url, secret, FUTURE)


def test_after_rotation_both_live_for_a_while(url: str) -> None:
    old = made("create", "cms", "--scopes", "read", "--name", "blog")
    new = made("rotate", old["prefix"], "--keep", "48h")
    assert (new["client"], new["name"], new["scopes"]) == ("cms", "blog", ["read"])
    assert [key["state"] for key in listed()] == ["live", "live"]
    assert is_live(url, new["secret"], FUTURE)
    assert not is_live(url, old["secret"], FUTURE)


@pytest.mark.parametrize("by", ["id", "prefix"])
def test_a_key_is_revoked_by_id_or_prefix(url: str, by: str) -> None:
    key = made("create", "cms", "--scopes", "admin")
    assert "revoked" in run("revoke", key[by]).stdout
    assert not is_live(url, key["secret"], 0.0)
    assert [each["state"] for each in listed()] == ["revoked"]


WRONG: dict[str, tuple[list[str], str]] = {
    "an unknown scope": (
        ["create", "cms", "--scopes", "write"],
        "scopes are compare, jobs, read, library:read, library:write, screen, admin; got 'write'",
    ),
    "no client": (["create", "", "--scopes", "read"], "a client's name has 1 to 100 printable characters, got ''"),
    "no time": (["create", "cms", "--scopes", "read", "--expires-in", "soon"], "such as 90d; got 'soon'"),
    "a life of nothing": (["create", "cms", "--scopes", "read", "--expires-in", "0d"], "a lifetime is more than 0 seconds"),
    "an unknown key": (["revoke", "nobody"], "There is no key 'nobody'."),
    "an unknown key to rotate": (["rotate", "nobody"], "There is no live key 'nobody'."),
    "no time to keep": (["rotate", "nobody", "--keep", "1y"], "got '1y'"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_one_line_and_exit_code_2(arguments: list[str], message: str) -> None:
    CliRunner().invoke(app, ["migrate"])
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert message in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert listed() == []


def test_a_database_that_cannot_be_used_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("UNSPUN_DATABASE_URL", sqlite_url(tmp_path / "file" / "unspun.db"))
    ended = run("create", "cms", "--scopes", "read")
    assert ended.exit_code == 1
    assert "the database cannot be used" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_an_address_of_no_database_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSPUN_DATABASE_URL", "nonsense")
    ended = run("list")
    assert ended.exit_code == 2
    assert len(ended.stderr.splitlines()) == 1
