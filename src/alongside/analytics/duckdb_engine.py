"""DuckDB in the process: the default engine, with nothing to install and nothing to run."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from alongside.analytics.facts import AS_AT
from alongside.analytics.manifests import Snapshot


@dataclass(frozen=True, slots=True)
class DuckDBEngine:
    """``threads`` and ``memory`` ("2GB") bound what it takes; None leaves it to DuckDB."""

    threads: int | None = None
    memory: str | None = None
    dialect: str = "duckdb"

    @contextmanager
    def open(self, snapshot: Snapshot, *, folder: Path) -> Iterator["DuckDBSession"]:
        """Sees the files of the snapshot as views, and no other file of the machine."""
        with duckdb.connect(config=self._settings()) as connection:
            connection.execute(f"SET allowed_directories = [{_quoted(str(folder))}]")
            connection.execute("SET enable_external_access = false")
            for name in snapshot.tables:
                connection.execute(_view(snapshot, name, folder=folder))
            yield DuckDBSession(connection)

    def _settings(self) -> dict[str, str | bool | int | float | list[str]]:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
        if self.threads is not None:
            settings["threads"] = self.threads
        if self.memory is not None:
            settings["memory_limit"] = self.memory
        return settings


@dataclass(frozen=True, slots=True)
class DuckDBSession:
    """One connection, closed by the engine that opened it."""

    connection: duckdb.DuckDBPyConnection

    def answer(self, sql: str) -> pa.Table:
        return self.connection.sql(sql).to_arrow_table()


def _view(snapshot: Snapshot, name: str, *, folder: Path) -> str:
    paths = ", ".join(_quoted(str(folder / part.path)) for part in snapshot.parts_of(name))
    return (
        f'CREATE VIEW "{name}" AS SELECT *, DATE {_quoted(snapshot.on.isoformat())} AS {AS_AT} '  # noqa: S608
        f"FROM read_parquet([{paths}])"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
