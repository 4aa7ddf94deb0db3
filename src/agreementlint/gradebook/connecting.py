"""Connections to the database of a gradebook, and transactions in which several markers lose nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from agreementlint.errors import BadConfiguration, UnreadableFile
from agreementlint.gradebook.schema import VERSION, tables

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

Done = TypeVar("Done")

_PATIENCE = 30  # seconds that one writer waits for another in a file
_MOST_TRIES = 50
# In PostgreSQL: a transaction that met another one, a deadlock, and a table that somebody else has just made.
_MET_ANOTHER = frozenset({"40001", "40P01", "42P07"})


def engine_for(where: str) -> Engine:
    """The engine for a path or a URL such as postgresql://user@host/name; nothing is opened yet.

    Raises BadConfiguration where the URL is wrong or something is not installed.
    """
    try:
        from sqlalchemy import create_engine, event
        from sqlalchemy.engine import URL, make_url
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
    except ImportError:
        raise BadConfiguration("a gradebook needs the extra grading: pip install 'agreementlint[grading]'") from None
    try:
        url = make_url(where) if "://" in where else URL.create("sqlite", database=str(Path(where).absolute()))
        kind = url.get_backend_name()
        if kind not in ("sqlite", "postgresql"):
            raise BadConfiguration(f"a gradebook is kept in SQLite or PostgreSQL, not in {kind}")
        if kind == "postgresql" and url.drivername == kind:
            url = url.set(drivername="postgresql+psycopg")
        if kind == "sqlite":
            engine = create_engine(url, connect_args={"timeout": _PATIENCE, "isolation_level": None})
            event.listen(engine, "connect", _prepared)
            event.listen(engine, "begin", _alone)
            return engine
        return create_engine(url, isolation_level="SERIALIZABLE", pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError):
        raise BadConfiguration(
            "the gradebook's address cannot be understood; a file or a URL such as "
            "postgresql://user@host/name is wanted"
        ) from None
    except ImportError:
        raise BadConfiguration(
            "a gradebook on a PostgreSQL server needs the extra postgresql: pip install 'agreementlint[postgresql]'"
        ) from None


def prepare(engine: Engine) -> None:
    """Makes the tables where there are none. Raises BadConfiguration where a newer version has made them."""
    from sqlalchemy import inspect

    def make(connection: Connection) -> int:
        form = tables().form
        if not inspect(connection).has_table(form.name):
            if inspect(connection).get_table_names():
                return -1
            tables().every.create_all(connection, checkfirst=False)
            connection.execute(form.insert().values(version=VERSION))
        return int(connection.execute(form.select()).scalar_one())

    version = in_transaction(engine, make)
    where = shown(engine)
    if version < 0:
        raise BadConfiguration(
            f"{where}: there are other tables in it, and no gradebook. Give it a database of its own"
        )
    if version > VERSION:
        raise BadConfiguration(
            f"{where}: it was written by a newer agreementlint (form {version}; this one knows {VERSION}). Update it"
        )


def in_transaction(engine: Engine, work: Callable[[Connection], Done]) -> Done:
    """Does the work whole or not at all, as if nobody else wrote meanwhile; it is done again where somebody did.

    Raises UnreadableFile where the database cannot be reached or is no gradebook.
    """
    from sqlalchemy.exc import DBAPIError, IntegrityError

    for tried in range(_MOST_TRIES):
        try:
            with engine.begin() as connection:
                return work(connection)
        except DBAPIError as error:
            met_another = isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _MET_ANOTHER
            if not met_another or tried + 1 == _MOST_TRIES:
                problem = " ".join(str(error.orig).split()) or type(error).__name__
                advice = "Check the address, and that it is a gradebook that you may write to"
                raise UnreadableFile(shown(engine), problem, advice) from None
            time.sleep(0.002 * (tried + 1))
    raise AssertionError("the last try returns or raises")


def shown(engine: Engine) -> str:
    """The gradebook as messages name it: the file, or the URL without a password."""
    if engine.url.get_backend_name() == "sqlite":
        return Path(engine.url.database or "").name or "the gradebook"
    return engine.url.render_as_string(hide_password=True)


def _prepared(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    del record
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _alone(connection: Connection) -> None:
    """A transaction waits for the one before it from its beginning on, so that what it reads is still so at its end."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
