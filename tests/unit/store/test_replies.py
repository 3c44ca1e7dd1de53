"""Stored answers: who may answer, who must wait, and that a crash holds a key no longer than its lease."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app import store
from app.store import Claim, Database, Reply, ReplyKey, StillRunning

NOW = 1_000_000.0
DAY = 86_400.0
AT = ReplyKey("cms", "k1", "POST /jobs")
REPLY = Reply("POST /jobs", "f" * 64, 202, (("location", "/jobs/1"),), b"{}")


def claim(database: Database, now: float = NOW, at: ReplyKey = AT) -> Claim:
    claimed = store.replies.claim(database, at, now=now)
    assert isinstance(claimed, Claim)
    return claimed


def test_the_answer_to_the_first_is_the_answer_to_all(database: Database) -> None:
    store.replies.keep(database, claim(database), REPLY)
    assert store.replies.claim(database, AT, now=NOW + DAY - 1) == REPLY


def test_while_the_first_runs_others_are_told_so(database: Database) -> None:
    claim(database)
    with pytest.raises(StillRunning):
        store.replies.claim(database, AT, now=NOW + store.replies.LEASE_SECONDS - 1)


def test_a_lease_can_be_renewed(database: Database) -> None:
    store.replies.renew(database, claim(database), now=NOW + 20)
    with pytest.raises(StillRunning):
        store.replies.claim(database, AT, now=NOW + store.replies.LEASE_SECONDS + 1)


def test_a_key_whose_first_request_died_is_free_when_the_lease_ends(database: Database) -> None:
    dead = claim(database)
    heir = claim(database, NOW + store.replies.LEASE_SECONDS)
    assert heir.token != dead.token
    assert heir.effect == dead.effect  # what the dead one made is found again, not made twice


def test_who_lost_its_claim_stores_nothing(database: Database) -> None:
    late = claim(database)
    heir = claim(database, NOW + store.replies.LEASE_SECONDS)
    store.replies.keep(database, late, replace(REPLY, status=200))
    store.replies.renew(database, late, now=NOW + 1e6)
    store.replies.free(database, late)
    store.replies.keep(database, heir, REPLY)
    assert store.replies.claim(database, AT, now=NOW + 100) == REPLY


def test_a_freed_key_can_be_claimed_at_once_for_the_same_effect(database: Database) -> None:
    first = claim(database)
    store.replies.free(database, first)
    assert claim(database).effect == first.effect


def test_a_stored_answer_is_not_freed(database: Database) -> None:
    first = claim(database)
    store.replies.keep(database, first, REPLY)
    store.replies.free(database, first)
    assert store.replies.claim(database, AT, now=NOW) == REPLY


def test_after_a_day_the_key_is_new_and_its_effect_too(database: Database) -> None:
    first = claim(database)
    store.replies.keep(database, first, REPLY)
    assert claim(database, NOW + DAY + 1).effect != first.effect


def test_old_answers_are_forgotten_and_young_ones_kept(database: Database) -> None:
    store.replies.keep(database, claim(database), REPLY)
    store.replies.keep(database, claim(database, NOW + 10, replace(AT, key="k2")), REPLY)
    assert store.replies.forget(database, now=NOW + DAY + 5) == 1
    assert store.replies.claim(database, replace(AT, key="k2"), now=NOW + DAY + 5) == REPLY


def test_clients_do_not_see_each_others_keys(database: Database) -> None:
    store.replies.keep(database, claim(database), REPLY)
    claim(database, at=replace(AT, client="other"))


def test_of_many_at_once_one_claims(database: Database) -> None:
    def ask(_: int) -> bool:
        try:
            return isinstance(store.replies.claim(database, AT, now=NOW), Claim)
        except StillRunning:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(40))) == 1
