"""The demonstration's commands as an operator runs them: real processes, folders and kills."""

import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.ready import ready_home
from tests.world import demonstration_home

ALONGSIDE = Path(sys.executable).parent / "alongside"
KILLS = 3
PORT = 20_000 + os.getpid() % 20_000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ready_home(), tmp_path / "var"))


def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ALONGSIDE_")}
    chosen = {"ALONGSIDE_MODE": "demonstration", "ALONGSIDE_BIND": f"127.0.0.1:{PORT}"}
    return kept | {"ALONGSIDE_HOME": str(home)} | chosen


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [ALONGSIDE, "demo", *words],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(home: Path, *words: str, typed: str = "") -> tuple[int, str, str]:
    process = start(home, *words)
    out, err = process.communicate(typed, timeout=120)
    return process.returncode, out, err


def count(home: Path, table: str) -> int:
    with sqlite3.connect(home / "alongside.sqlite3") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def rows(home: Path) -> dict[str, int]:
    """How many each table holds."""
    with sqlite3.connect(home / "alongside.sqlite3") as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: count(home, name) for (name,) in tables}


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """A home in which the demonstration was loaded, and a folder around it that holds nothing else."""
    return Path(shutil.copytree(demonstration_home(), tmp_path / "var"))


def test_fresh_asks_puts_the_old_one_aside_and_begins_again(loaded: Path) -> None:
    """That what was begun is loaded to its end is seen below."""
    home, lines = loaded, count(loaded, "plan_line")
    code, _, err = run(home, "fresh", typed="n\n")
    assert (code, err.strip()) == (1, "Nothing was changed.")
    assert [path.name for path in home.parent.iterdir()] == ["var"]

    (home / "mine.txt").write_text("kept")
    process = start(home, "fresh", "--yes")
    wait_until_loading(home, process)
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    (aside,) = [path for path in home.parent.iterdir() if path != home]
    assert aside.name.startswith("var-before-20")
    assert (aside / "mine.txt").read_text() == "kept"
    assert count(aside, "plan_line") == lines
    assert (count(home, "plan_line"), count(home, "people_localarea")) == (0, 0)
    assert run(home, "sign-ins")[0] == 0
    assert (home / "keys" / "secret").read_text() != (aside / "keys" / "secret").read_text()


def test_fresh_is_refused_while_a_server_answers(home: Path) -> None:
    with socket.create_server(("127.0.0.1", PORT)):
        code, _, err = run(home, "fresh", "--yes")
    assert code == 1
    assert err.startswith(f"A server is answering at 127.0.0.1:{PORT}. Stop it first")
    assert [path.name for path in home.parent.iterdir()] == ["var"]


def test_a_load_that_is_killed_leaves_nothing(home: Path) -> None:
    """Every table is as in a home that is ready to be loaded, so it is loaded as that one is."""
    chance, left = random.Random(2022), set()
    for _ in range(KILLS):
        process = start(home, "load")
        wait_until_loading(home, process)
        time.sleep(chance.uniform(0, 0.8))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        left.add(count(home, "people_localarea"))
        assert (count(home, "plan_line") == 0) == (count(home, "people_localarea") == 0)
    assert left == {0}
    assert rows(home) == rows(ready_home())


def test_what_is_loaded_is_not_loaded_again(loaded: Path) -> None:
    before = rows(loaded)
    code, out, err = run(loaded, "load")
    assert (code, err) == (0, "")
    assert "nothing was loaded" in out
    assert rows(loaded) == before


def test_a_production_start_does_not_know_the_demonstration(home: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", "import sys; from alongside.config import installation as i;"
         "i.start_django(); import alongside.config.urls;"
         "print(*[name for name in sys.modules if name.startswith('alongside.demonstration')])"],
        env=environment(home) | {"ALONGSIDE_MODE": "production"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert started.returncode == 0, started.stderr
    assert started.stdout.strip() == ""


def wait_until_loading(home: Path, process: subprocess.Popen[str]) -> None:
    """The first document is stored a little after the transaction has begun."""
    until = time.monotonic() + 60
    before = contents(home)
    while process.poll() is None and contents(home) <= before and time.monotonic() < until:
        time.sleep(0.02)


def contents(home: Path) -> set[tuple[str, float]]:
    """Of the documents that are kept: name and when it was written."""
    found = (home / "files").glob("??/*") if home.exists() else ()
    return {(path.name, path.stat().st_mtime) for path in found}
