#!/usr/bin/env bash
# SQLite answers `number in (five numbers) and library = ?` without its primary key: it reads all rows of the library by another index.
#
# Without ANALYZE the planner takes an equality on the first column of an index for ten rows, and so five primary keys for dearer
# than "ten rows" of a covering index, of which there are as many as the library has. The list may be as long as it likes: 500 keys
# are looked for in 300,000 rows the same way. `+library` (or a comparison outside, or ANALYZE) makes it look five rows up.
# Version: SQLite 3.40.1 of Debian 12, and whatever `python3` has; it says which.
# Source: https://www.sqlite.org/optoverview.html#in_operator_optimizations and fileformat2.html#stat1tab (ten rows by default).
# Guess: a primary key names at most one row each, so five of them are five look-ups, whatever else is asked of these rows.
# What Unspun does: app/store/articles.py, sample_numbers, asks by number alone and compares the library itself; in a library of a
# million articles a process spent two seconds there.
set -euo pipefail
python3 - <<'PY'
import sqlite3

database = sqlite3.connect(":memory:")
database.execute("create table articles (number integer primary key, library text, name text, unique (library, name))")
database.executemany("insert into articles values (?, 'one', ?)", ((n, f"article {n}") for n in range(300_000)))


def steps(query: str) -> int:
    """How many times a hundred instructions of SQLite's machine the query takes."""
    taken = []
    database.set_progress_handler(lambda: taken.append(1), 100)
    database.execute(query).fetchall()
    database.set_progress_handler(None, 0)
    return len(taken)


asked = "select number from articles where number in (3, 70000, 140000, 210000, 280000) and {}library = 'one'"
plan = database.execute("explain query plan " + asked.format("")).fetchone()[3]
seen, helped = steps(asked.format("")), steps(asked.format("+"))
print("SQLite", sqlite3.sqlite_version)
print("guess: SEARCH articles USING INTEGER PRIMARY KEY (rowid=?), some hundred instructions")
print(f"seen:  {plan}, {seen * 100:,} instructions; with +library fewer than {(helped + 1) * 100:,}")
if "PRIMARY KEY" in plan or seen < 1_000:
    raise SystemExit("the behaviour has changed")
PY
