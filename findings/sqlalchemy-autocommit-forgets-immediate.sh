#!/usr/bin/env bash
# A SQLite connection whose transactions begin with BEGIN IMMEDIATE (sqlite3's own isolation_level, set when it connects) begins them
# deferred for good once somebody has used it with SQLAlchemy's execution option isolation_level="AUTOCOMMIT": the pool hands it on.
# Version: SQLAlchemy 2.1.9. Source: its pool resets the isolation level when a connection comes back; for SQLite that is
# set_isolation_level of sqlalchemy/dialects/sqlite/pysqlite.py, which sets the driver's attribute to "", whatever it was before.
# Guess: it goes back to what it was. It does not, and a transaction that reads before it writes then fails at once with "database is
# locked" where another one wrote in between, though a timeout of 5 s is set: SQLite cannot wait for a snapshot that is too old.
# What Unspun does: app/store/database.py sets IMMEDIATE when it connects, and nobody uses AUTOCOMMIT on SQLite (app/jobs/engine.py
# looks for work in a transaction for this reason).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check sqlalchemy==2.1.9
cat > immediate.py <<'PYTHON'
import sqlite3, sys, time
import sqlalchemy as sa
from sqlalchemy import event

engine = sa.create_engine("sqlite:///queue.db", pool_size=1, max_overflow=0, connect_args={"timeout": 5})

@event.listens_for(engine, "connect")
def begin_immediately(connection, _record):
    connection.isolation_level = "IMMEDIATE"
    connection.execute("PRAGMA journal_mode=WAL")

def level():
    with engine.connect() as connection:
        return connection.connection.dbapi_connection.isolation_level

def read_and_write():
    """In one transaction, while another connection writes between both; what went wrong, and after how many seconds."""
    began = time.monotonic()
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN" if level_now != "IMMEDIATE" else "BEGIN IMMEDIATE")
            connection.exec_driver_sql("select count(*) from items").scalar_one()
            other = sqlite3.connect("queue.db", timeout=0.2, isolation_level=None)
            try:
                other.execute("insert into items values (1)")
            except sqlite3.OperationalError:
                pass  # an immediate transaction holds the lock: the other one waits, as it should
            finally:
                other.close()
            connection.exec_driver_sql("insert into items values (2)")
    except sa.exc.OperationalError as error:
        return str(error.orig), time.monotonic() - began
    return "nothing", time.monotonic() - began

with engine.begin() as connection:
    connection.exec_driver_sql("create table items (id integer)")
before = level_now = level()
well = read_and_write()
with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
    connection.exec_driver_sql("select 1")
after = level_now = level()
ill = read_and_write()
print(f"SQLAlchemy {sa.__version__}, SQLite {sqlite3.sqlite_version}")
print(f"before: isolation_level {before!r}; read, then write while another writes: wrong was {well[0]}")
print("guess:  after one use with AUTOCOMMIT it is 'IMMEDIATE' again")
print(f"seen:   it is {after!r}; read, then write while another writes: wrong was {ill[0]!r} after {ill[1]:.1f} s of 5")
sys.exit(0 if (before, after) == ("IMMEDIATE", "") and well[0] == "nothing" and "locked" in ill[0] and ill[1] < 4 else 1)
PYTHON
venv/bin/python immediate.py
