"""Reports, reviews, exclusions, links, sessions and secrets: the same on SQLite and PostgreSQL."""

import pytest
import sqlalchemy as sa

from app import store
from app.store import (
    BatchKind,
    Cursor,
    Database,
    ExcludedPlaces,
    ExclusionKind,
    Judged,
    KeyScope,
    KeyWish,
    Link,
    NewBatch,
    NewDecision,
    Opinion,
    Order,
    ReportFilter,
    ReportPlace,
    ReportSearch,
    ReviewState,
    Transaction,
)
from app.store.tables import results

JUDGED = Judged("spun", 0.97, "unspun-2 1", "a" * 64, "b" * 64)
ANY = ReportFilter()


def added(tx: Transaction, name: str, at: float, title: str = "") -> ReportPlace:
    new = NewBatch(id=f"p_{name}", client="desk", kind=BatchKind.PAGE)
    place = store.reports.add(tx, new, ("spun", b'{"words": 1}'), at)
    if title:
        store.reviews.name(tx, place, title, at)
    return place


def decided(tx: Transaction, place: ReportPlace, verdict: ReviewState, at: float) -> None:
    found = store.reports.find(tx, "desk", place)
    assert found
    store.reviews.decide(tx, NewDecision("desk", found[0], Opinion(verdict, "note", "Ann"), JUDGED), at)


@pytest.mark.parametrize("written", ["", "p", "p_", "p_1.", "p_1.01", "p_1.-1", "p_ü", "P_1", "p_1.99999999", "p_1\n", "../p_1"])
def test_what_is_no_id_names_no_place(written: str) -> None:
    assert ReportPlace.read(written) is None


def test_a_place_is_read_as_it_is_written() -> None:
    assert ReportPlace.read("b_1f.7") == ReportPlace("b_1f", 7)
    assert ReportPlace("b_1f", 7).id_in(BatchKind.BATCH) == "b_1f.7"
    assert ReportPlace("j_1f").id_in(BatchKind.JOB) == "j_1f"


def test_a_stored_report_is_found_by_its_client_only(database: Database) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 10.0, "The wall")
        found = store.reports.find(tx, "desk", place)
        assert found
        assert (found[0].title, found[0].state, found[0].is_here, found[1]) == (
            "The wall",
            ReviewState.OPEN,
            True,
            b'{"words": 1}',
        )
        assert store.reports.find(tx, "another", place) is None
        assert store.reports.owner_of(tx, place) == "desk"


def test_a_purged_report_is_known_without_its_content(database: Database) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 10.0)
        store.batches.purge_texts(tx, place.batch_id, 11.0)
        found = store.reports.find(tx, "desk", place)
        assert found
        assert (found[0].is_here, found[1]) == (False, None)
        assert store.reports.next_open(tx, "desk", ReportSearch(), None) is None


def test_pages_of_reports_join_up_also_at_the_same_second(database: Database) -> None:
    with database.transaction() as tx:
        names = [added(tx, f"{i}", 10.0 + i // 3).batch_id for i in range(10)]
        seen: list[str] = []
        after: Cursor | None = None
        while page := store.reports.page(tx, "desk", ReportSearch(), after, 3):
            seen += [each.id for each in page]
            after = store.reports.cursor_of(page[-1])
    assert sorted(seen) == sorted(names)
    assert seen[0] == "p_9"


@pytest.mark.parametrize(
    ("wanted", "n"),
    [
        (ReportFilter(state=ReviewState.CONFIRMED), 1),
        (ReportFilter(state=ReviewState.OPEN), 2),
        (ReportFilter(label="spun", kind=BatchKind.PAGE), 3),
        (ReportFilter(kind=BatchKind.JOB), 0),
        (ReportFilter(words="WALL"), 2),
        (ReportFilter(words="%"), 0),
        (ReportFilter(since=11.0, until=12.0), 1),
    ],
)
def test_reports_are_filtered(database: Database, wanted: ReportFilter, n: int) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 10.0, "The wall")
        added(tx, "2", 11.0, "A wall")
        added(tx, "3", 12.0)
        decided(tx, place, ReviewState.CONFIRMED, 13.0)
        assert len(store.reports.page(tx, "desk", ReportSearch(wanted), None, 10)) == n
        assert store.reports.count(tx, "desk", wanted).all == n


def test_the_newest_decision_is_the_state_and_all_are_history(database: Database) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 10.0, "The wall")
        for at, verdict in ((1.0, ReviewState.UNSURE), (2.0, ReviewState.DENIED)):
            decided(tx, place, verdict, at)
        found = store.reports.find(tx, "desk", place)
        assert found
        assert (found[0].state, found[0].title) == (ReviewState.DENIED, "The wall")
        verdicts = [each.opinion.verdict for each in store.reviews.about(tx, "desk", place)]
        assert verdicts == [ReviewState.DENIED, ReviewState.UNSURE]


def test_decisions_outlive_their_report_and_are_read_page_by_page(database: Database) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 10.0, "The wall")
        for at in range(5):
            decided(tx, place, ReviewState.UNSURE, float(at))
        store.batches.delete(tx, place.batch_id)
        first = store.reviews.page(tx, "desk", ANY, None, 3)
        rest = store.reviews.page(tx, "desk", ANY, first[-1], 3)
        assert [each.at for each in (*first, *rest)] == [0.0, 1.0, 2.0, 3.0, 4.0]
        assert first[0].judged == JUDGED
        assert store.reviews.page(tx, "another", ANY, None, 3) == ()
        assert store.reviews.page(tx, "desk", ReportFilter(state=ReviewState.DENIED), None, 3) == ()


def test_what_is_left_out_is_put_back_once_and_stays_in_the_history(database: Database) -> None:
    what = ExcludedPlaces(ExclusionKind.PASSAGE, (0, 5), (7, 9))
    with database.transaction() as tx:
        place = added(tx, "1", 10.0)
        store.exclusions.add(tx, place, what, "Ann", 11.0)
        store.exclusions.add(tx, place, ExcludedPlaces(ExclusionKind.QUOTATIONS), "Ann", 12.0)
        first, second = store.exclusions.of_report(tx, place)
        assert (first.what, first.who, first.is_active) == (what, "Ann", True)
        assert second.what == ExcludedPlaces(ExclusionKind.QUOTATIONS)
        assert store.exclusions.withdraw(tx, place, first.id, "Bob", 13.0)
        assert not store.exclusions.withdraw(tx, place, first.id, "Eve", 14.0)
        assert not store.exclusions.withdraw(tx, ReportPlace("p_2"), second.id, "Eve", 14.0)
        assert [(each.is_active, each.withdrawn_by) for each in store.exclusions.of_report(tx, place)] == [
            (False, "Bob"),
            (True, None),
        ]


def test_a_link_is_open_until_it_expires_or_is_withdrawn(database: Database) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 10.0)
        link = Link("l_1", place, "token", True, "Ann", 10.0, 20.0)
        store.links.add(tx, link)
        assert store.links.find(tx, "token") == link
        assert (link.is_open(19.9), link.is_open(20.0)) == (True, False)
        assert not store.links.withdraw(tx, ReportPlace("p_2"), "l_1", 15.0)
        assert store.links.withdraw(tx, place, "l_1", 15.0)
        (withdrawn,) = store.links.to_report(tx, place)
        assert not withdrawn.is_open(16.0)
        store.batches.delete(tx, place.batch_id)
        assert store.links.find(tx, "token") is None


def test_a_session_ends_with_its_time_its_key_or_by_will(database: Database) -> None:
    key, _ = store.keys.create(database, KeyWish("desk", frozenset({KeyScope.READ})), now=0.0)
    with database.transaction() as tx:
        for token in ("one", "two"):
            store.sessions.open(tx, token, key, now=0.0, expires_at=10.0)
        found = store.sessions.find(tx, "one", now=9.9)
        assert found
        assert found.id == key.id
        assert store.sessions.find(tx, "one", now=10.0) is None
        assert store.sessions.find(tx, "three", now=1.0) is None
        store.sessions.close(tx, "two")
        assert store.sessions.find(tx, "two", now=1.0) is None
    store.keys.revoke(database, key.id, now=1.0)
    with database.transaction() as tx:
        assert store.sessions.find(tx, "one", now=2.0) is None


def test_a_secret_is_made_once(database: Database) -> None:
    first = store.service_secrets.shared(database, "links")
    assert len(first) >= 40
    assert store.service_secrets.shared(database, "links") == first
    assert store.service_secrets.shared(database, "another") != first


FIGURES = {"1": 0.2, "2": 0.95, "3": 0.95, "4": None, "5": 0.61}


def filled(tx: Transaction) -> None:
    for at, (name, spun) in enumerate(FIGURES.items()):
        place = added(tx, name, float(at))
        tx.execute(sa.update(results).where(results.c.batch_id == place.batch_id).values(spun=spun, swaps=at))


@pytest.mark.parametrize(("order", "names"), [(Order.SPUN, "32514"), (Order.SWAPS, "54321"), (Order.NEWEST, "54321")])
def test_pages_in_every_order_join_up(database: Database, order: Order, names: str) -> None:
    with database.transaction() as tx:
        filled(tx)
        seen, after = "", None
        while page := store.reports.page(tx, "desk", ReportSearch(order=order), after, 2):
            seen += "".join(each.id.removeprefix("p_") for each in page)
            after = store.reports.cursor_of(page[-1], order)
    assert seen == names


def test_the_next_undecided_follows_the_order_of_the_search(database: Database) -> None:
    search, seen, after = ReportSearch(order=Order.SPUN), "", None
    with database.transaction() as tx:
        filled(tx)
        while found := store.reports.next_open(tx, "desk", search, after):
            seen += found.id.removeprefix("p_")
            after = store.reports.cursor_of(found, Order.SPUN)
            decided(tx, found.place, ReviewState.DENIED, 9.0)
    assert seen == "32514"


def test_the_totals_count_states_labels_and_steps_of_the_probability(database: Database) -> None:
    with database.transaction() as tx:
        filled(tx)
        decided(tx, ReportPlace("p_1"), ReviewState.DENIED, 9.0)
        totals = store.reports.count(tx, "desk", ReportFilter())
        assert (totals.states, totals.labels, totals.all) == ({ReviewState.OPEN: 4, ReviewState.DENIED: 1}, {"spun": 5}, 5)
        assert totals.bins == (0, 0, 1, 0, 0, 0, 1, 0, 0, 2)
        assert store.reports.count(tx, "desk", ReportFilter(least=0.9, most=1.0)).all == 2
        assert store.reports.count(tx, "someone", ReportFilter()).all == 0


def test_a_report_is_somebodys_and_keeps_its_title_and_its_state(database: Database) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 1.0, "The wall")
        decided(tx, place, ReviewState.UNSURE, 2.0)
        found = store.reports.find(tx, "desk", place)
        assert found
        store.reviews.assign(tx, found[0], "Bo", 3.0)
        (listed,) = store.reports.page(tx, "desk", ReportSearch(ReportFilter(assignee="Bo")), None, 9)
        assert (listed.assignee, listed.title, listed.state) == ("Bo", "The wall", ReviewState.UNSURE)
        assert not store.reports.page(tx, "desk", ReportSearch(ReportFilter(assignee="")), None, 9)


def test_a_report_of_the_page_is_deleted_and_what_was_decided_stays(database: Database) -> None:
    with database.transaction() as tx:
        place = added(tx, "1", 1.0)
        decided(tx, place, ReviewState.DENIED, 2.0)
        assert not store.reports.delete_page_report(tx, "someone", place)
        assert store.reports.delete_page_report(tx, "desk", place)
        assert store.reports.find(tx, "desk", place) is None
        assert len(store.reviews.about(tx, "desk", place)) == 1
        job = NewBatch(id="j_1", client="desk", kind=BatchKind.JOB)
        assert not store.reports.delete_page_report(tx, "desk", store.reports.add(tx, job, ("spun", b"{}"), 3.0))


def test_first_words_name_a_report_and_go_with_its_texts(database: Database) -> None:
    body = b'{"measured": false, "suspect": {"text": "\\n  A wall\\u0000 of sand\\nwas built."}}'
    with database.transaction() as tx:
        new = NewBatch(id="p_1", client="desk", kind=BatchKind.PAGE)
        place = store.reports.add(tx, new, ("not_measured", body), 1.0)
        (listed,) = store.reports.page(tx, "desk", ReportSearch(ReportFilter(words="of SAND")), None, 9)
        assert (listed.name, listed.title) == ("A wall␀ of sand", "")
        decided(tx, place, ReviewState.DENIED, 2.0)
        store.batches.purge_texts(tx, "p_1", 3.0)
        found = store.reports.find(tx, "desk", place)
        assert found
        assert found[0].name == ""
        assert [each.title for each in store.reviews.about(tx, "desk", place)] == [""]


def test_views_are_kept_by_name_and_forgotten(database: Database) -> None:
    with database.transaction() as tx:
        assert store.views.save(tx, "desk", "Worst", "sort=spun", 1.0)
        assert store.views.save(tx, "desk", "Worst", "sort=share", 2.0)
        (view,) = store.views.of_client(tx, "desk")
        assert (view.name, view.query) == ("Worst", "sort=share")
        assert store.views.of_client(tx, "someone") == ()
        store.views.delete(tx, "desk", view.id)
        assert store.views.of_client(tx, "desk") == ()
        assert all(store.views.save(tx, "desk", f"{k}", "q=x", 3.0) for k in range(store.views.MOST))
        assert not store.views.save(tx, "desk", "one more", "q=x", 4.0)
