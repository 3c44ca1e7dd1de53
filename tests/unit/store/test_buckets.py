"""Token buckets: how many get through, when the next one may, and that processes share them."""

import subprocess
import sys

import pytest

from app import store
from app.store import Database, Rate, Taken
from tests.waiting import PATIENCE

NOW = 1_000_000.0
RATE = Rate(10, 60)


def take(database: Database, now: float = NOW, client: str = "cms", rate: Rate = RATE) -> Taken:
    with database.transaction(is_durable=False) as tx:
        return store.buckets.take(tx, client, rate, now=now)


def test_a_full_bucket_gives_its_requests_and_counts_them_down(database: Database) -> None:
    assert [take(database).left for _ in range(10)] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert not take(database).is_allowed


def test_one_request_comes_back_after_its_share_of_the_time(database: Database) -> None:
    for _ in range(10):
        take(database)
    refused = take(database, NOW + 1)
    assert refused.retry_in == pytest.approx(5)
    assert not take(database, NOW + 1 + refused.retry_in - 0.01).is_allowed
    assert take(database, NOW + 1 + refused.retry_in).is_allowed


def test_refused_requests_take_nothing(database: Database) -> None:
    for _ in range(10):
        take(database)
    for _ in range(100):
        take(database, NOW + 3)
    assert take(database, NOW + 6).is_allowed


def test_a_bucket_is_never_more_than_full(database: Database) -> None:
    take(database)
    assert take(database, NOW + 1e6).left == 9


def test_clients_have_buckets_of_their_own(database: Database) -> None:
    for _ in range(11):
        take(database)
    assert take(database, client="other").left == 9


def test_full_in_says_when_nothing_is_missing(database: Database) -> None:
    assert take(database).full_in == pytest.approx(6)
    assert take(database).full_in == pytest.approx(12)
    assert take(database, NOW + 12).left == 9


def test_over_a_long_time_no_more_get_through_than_the_rate_allows(database: Database) -> None:
    n_allowed = sum(take(database, NOW + i * 2).is_allowed for i in range(150))  # 300 s, three times the rate
    assert n_allowed == pytest.approx(10 + 300 / 60 * 10, abs=1)


def test_a_lower_rate_takes_hold_at_once(database: Database) -> None:
    for _ in range(10):
        take(database)
    refused = take(database, rate=Rate(2, 10))
    assert not refused.is_allowed
    assert refused.left == 0


@pytest.mark.parametrize(("requests", "seconds"), [(0, 1), (1, 0), (-1, 1)])
def test_a_rate_is_checked_at_birth(requests: int, seconds: float) -> None:
    with pytest.raises(ValueError, match="a rate is at least 1 request"):
        Rate(requests, seconds)


TAKERS = """
import sys
from multiprocessing import get_context
from app import store
from app.store import Database, Rate

def take(url, together, counts):
    database = Database.open(url)
    together.wait()
    n_allowed = 0
    for _ in range(100):
        with database.transaction(is_durable=False) as tx:
            n_allowed += store.buckets.take(tx, "cms", Rate(150, 1e6), now=1_000_000.0).is_allowed
    counts.put(n_allowed)

forks = get_context("fork")  # of one process that has loaded the store: to load it takes each a second
together, counts = forks.Barrier(3), forks.Queue()
takers = [forks.Process(target=take, args=(sys.argv[1], together, counts)) for _ in range(3)]
for taker in takers:
    taker.start()
print(*(counts.get() for _ in takers))
for taker in takers:
    taker.join()
"""


def test_processes_share_a_bucket(database: Database) -> None:
    ended = subprocess.run([sys.executable, "-c", TAKERS, database.url], stdout=subprocess.PIPE, timeout=PATIENCE, check=True)
    counts = [int(count) for count in ended.stdout.split()]
    assert (len(counts), sum(counts)) == (3, 150)
