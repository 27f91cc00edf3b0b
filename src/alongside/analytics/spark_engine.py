"""Spark through a Connect server, for the country: the same files, the same expressions.

Untried: the text that is compiled for Spark is tested, and no Spark server has run it.

The client (``pyspark-client``) is not installed with the house; a site that runs a Spark server adds
it. The server must see the snapshots' folder under the same path.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa

from alongside.analytics.facts import AS_AT
from alongside.analytics.manifests import Snapshot
from alongside.kernel.refusals import Refusal


def connect(address: str) -> Any:
    """A new session of its own. Raises Refusal when the client is missing."""
    try:
        spark = import_module("pyspark.sql")
    except ModuleNotFoundError as problem:
        raise Refusal(
            "The analytics engine is set to Spark, but its client is not installed. "
            "Install pyspark-client beside Alongside, or set the engine to duckdb."
        ) from problem
    return spark.SparkSession.builder.remote(address).create()


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """``address`` is that of a Connect server: "sc://spark.example.org:15002"."""

    address: str
    connect: Callable[[str], Any] = connect
    dialect: str = "pyspark"

    @contextmanager
    def open(self, snapshot: Snapshot, *, folder: Path) -> Iterator["SparkSession"]:
        """Sees the files of the snapshot as temporary views of a session of its own."""
        session = self.connect(self.address)
        try:
            for name in snapshot.tables:
                paths = [str(folder / part.path) for part in snapshot.parts_of(name)]
                rows = session.read.parquet(*paths)
                stamped = rows.selectExpr("*", f"DATE'{snapshot.on.isoformat()}' AS {AS_AT}")
                stamped.createOrReplaceTempView(name)
            yield SparkSession(session)
        finally:
            session.stop()


@dataclass(frozen=True, slots=True)
class SparkSession:
    """One session, stopped by the engine that opened it."""

    session: Any

    def answer(self, sql: str) -> pa.Table:
        return self.session.sql(sql).toArrow()
