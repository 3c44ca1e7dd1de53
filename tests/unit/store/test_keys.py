"""API keys: their form, their lives, and that a wrong secret costs the same whatever is wrong with it."""

import hashlib
import hmac
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app import store
from app.store import Database, Key, KeyScope, KeySecret, KeyState, KeyWish, NoSuchKey

READ = frozenset({KeyScope.READ})
NOW = 1_000_000.0


def found(database: Database, text: str, now: float = NOW) -> Key | None:
    with database.transaction() as tx:
        return store.keys.find(tx, KeySecret(text), now=now)


def test_a_key_has_a_findable_part_and_256_random_bits(database: Database) -> None:
    key, secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    start, findable, rest = secret.text.split("_", 2)
    assert (start, len(findable), len(rest)) == ("unspun", 8, 43)
    assert key.prefix == f"unspun_{findable}"


def test_the_database_never_holds_a_secret(database: Database) -> None:
    _, secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    with database.transaction() as tx:
        stored = str(tx.execute(sa.text("select * from keys")).all())
    assert secret.text not in stored
    assert secret.text.rsplit(secret.prefix)[1][1:] not in stored


def test_a_secret_does_not_print_itself(database: Database) -> None:
    key, secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    assert secret.text not in f"{secret} {secret!r} {key}"


def test_a_key_is_found_by_its_secret_alone(database: Database) -> None:
    key, secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    store.keys.create(database, KeyWish("other", READ), now=NOW)
    assert found(database, secret.text) == key


@pytest.mark.parametrize("presented", ["", "unspun_", "unspun_aaaaaaaa_" + "a" * 43, "a" * 10_000, "ünspun"])
def test_what_is_no_key_of_ours_is_not_found(database: Database, presented: str) -> None:
    store.keys.create(database, KeyWish("cms", READ), now=NOW)
    assert found(database, presented) is None


def test_the_findable_part_alone_opens_nothing(database: Database) -> None:
    key, _ = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    assert found(database, key.prefix) is None
    assert found(database, f"{key.prefix}_{'x' * 43}") is None


def test_a_key_ends_at_its_expiry(database: Database) -> None:
    _, secret = store.keys.create(database, KeyWish("cms", READ, lifetime=60), now=NOW)
    assert found(database, secret.text, NOW + 59.9)
    assert found(database, secret.text, NOW + 60) is None


def test_a_revoked_key_is_not_found(database: Database) -> None:
    key, secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    assert store.keys.revoke(database, key.prefix, now=NOW + 1).state(NOW + 1) is KeyState.REVOKED
    assert found(database, secret.text) is None


def test_revoking_twice_keeps_the_first_time(database: Database) -> None:
    key, _ = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    store.keys.revoke(database, key.id, now=NOW + 1)
    assert store.keys.revoke(database, key.id, now=NOW + 9).revoked_at == NOW + 1


def test_after_rotation_two_keys_live_and_then_one(database: Database) -> None:
    old, old_secret = store.keys.create(database, KeyWish("cms", READ, "blog"), now=NOW)
    new, new_secret = store.keys.rotate(database, old.prefix.removeprefix("unspun_"), keep=3600, now=NOW + 10)
    assert (new.client, new.name, new.scopes) == ("cms", "blog", READ)
    assert found(database, old_secret.text, NOW + 3609)
    assert found(database, old_secret.text, NOW + 3610) is None
    assert found(database, new_secret.text, NOW + 1e9) == new


def test_rotation_never_prolongs_the_old_key_and_its_successor_lives_as_long(database: Database) -> None:
    old, old_secret = store.keys.create(database, KeyWish("cms", READ, lifetime=100), now=NOW)
    new, _ = store.keys.rotate(database, old.id, keep=3600, now=NOW + 90)
    assert found(database, old_secret.text, NOW + 100) is None
    assert new.expires_at == NOW + 190


@pytest.mark.parametrize("end", ["revoked", "expired", "unknown"])
def test_only_a_live_key_is_rotated(database: Database, end: str) -> None:
    key, _ = store.keys.create(database, KeyWish("cms", READ, lifetime=100), now=NOW)
    if end == "revoked":
        store.keys.revoke(database, key.id, now=NOW)
    with pytest.raises(NoSuchKey, match="no live key"):
        store.keys.rotate(database, "nobody" if end == "unknown" else key.id, keep=1, now=NOW + (200 if end == "expired" else 1))


def test_an_unknown_key_cannot_be_revoked(database: Database) -> None:
    with pytest.raises(NoSuchKey, match="nobody"):
        store.keys.revoke(database, "nobody", now=NOW)


def test_keys_are_listed_the_oldest_first(database: Database) -> None:
    clients = ["b", "a", "c"]
    for i, client in enumerate(clients):
        store.keys.create(database, KeyWish(client, READ), now=NOW + i)
    assert [key.client for key in store.keys.every(database)] == clients


def test_the_last_use_is_written_at_most_once_a_minute(database: Database) -> None:
    _, secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    for seconds in (0, 1, 59, 60, 61):
        key = found(database, secret.text)
        assert key
        with database.transaction() as tx:
            store.keys.note_use(tx, key, now=NOW + seconds)
        assert store.keys.every(database)[0].last_used_at == NOW + (60 if seconds >= 60 else 0)


def test_admin_allows_everything_and_others_only_themselves(database: Database) -> None:
    admin, _ = store.keys.create(database, KeyWish("a", frozenset({KeyScope.ADMIN})), now=NOW)
    reader, _ = store.keys.create(database, KeyWish("b", READ), now=NOW)
    assert all(admin.allows(scope) for scope in KeyScope)
    assert [scope for scope in KeyScope if reader.allows(scope)] == [KeyScope.READ]


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"client": ""}, "1 to 100"), ({"client": "x" * 101}, "1 to 100"), ({"client": "a\nb"}, "printable"),
        ({"name": "x" * 201}, "at most 200"), ({"scopes": frozenset()}, "at least one"), ({"lifetime": 0.0}, "more than 0"),
        ({"lifetime": float("nan")}, "more than 0"),
    ],
)  # fmt: skip
def test_a_wish_is_checked_at_birth(wish: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        KeyWish(**{"client": "cms", "scopes": READ, **wish})


def test_an_unknown_scope_is_named() -> None:
    with pytest.raises(ValueError, match="compare, jobs, read, library:read, library:write, screen, admin; got 'write'"):
        store.keys.scopes_of(["read", "write"])


def test_every_wrong_secret_costs_the_same_operations(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    # operations and not clocks: one statement with the same text, one hash over as many bytes, one comparison of equal lengths
    key, secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    revoked, revoked_secret = store.keys.create(database, KeyWish("cms", READ), now=NOW)
    store.keys.revoke(database, revoked.id, now=NOW)
    done: list[tuple[str, object]] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: done.append(("statement", given[2])))

    really_compare, really_hash = hmac.compare_digest, hashlib.sha256

    def compare(one: str, other: str) -> bool:
        done.append(("comparison", (len(one), len(other))))
        return really_compare(one, other)

    def count_hash(text: bytes) -> Any:
        done.append(("hash", len(text)))
        return really_hash(text)

    monkeypatch.setattr("hmac.compare_digest", compare)
    monkeypatch.setattr("hashlib.sha256", count_hash)
    other_end = "A" if secret.text[-1] != "A" else "B"
    wrong = [
        "unspun_zzzzzzzz_" + "a" * 43,  # unknown prefix
        f"{key.prefix}_{'a' * 43}",  # known prefix, all wrong
        secret.text[:-1] + other_end,  # known prefix, last character wrong
        f"{revoked.prefix}_{'a' * 43}",
        revoked_secret.text,
        "x" * 59,  # no key of ours
    ]
    work = []
    for text in wrong:
        done.clear()
        assert found(database, text) is None
        work.append(tuple(done))
    assert len(set(work)) == 1
    assert [name for name, _ in work[0]] == ["statement", "hash", "comparison"]
    done.clear()
    assert found(database, secret.text)
    assert tuple(done) == work[0]
