"""A wrong setting or place stops a command with a sentence, never with a traceback."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.config.writing_out import opened
from alongside.kernel.refusals import Refusal
from tests.ready import ready_home

COMMAND = (sys.executable, "-c", "from alongside.config.cli import main; main()")
NOWHERE = "postgresql://nobody@127.0.0.1:1/nothing"


def run(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": "test", **settings}
    return subprocess.run(
        [*COMMAND, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("inside", ["", "below"])
def test_a_home_that_is_a_file_is_told(tmp_path: Path, inside: str) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    words = refused(run(taken / inside, "area", "list"))
    assert "ALONGSIDE_HOME is " in words
    assert "Name a folder that you may write to." in words


def test_a_database_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    words = refused(run(tmp_path, "area", "list", ALONGSIDE_DATABASE=NOWHERE))
    assert words.startswith("The database cannot be reached: ")
    assert "ALONGSIDE_DATABASE" in words


@pytest.mark.parametrize("engine", ["spark", "sc://", "postgresql://host/name"])
def test_an_engine_that_cannot_count_stops_the_start(tmp_path: Path, engine: str) -> None:
    words = refused(run(tmp_path, "area", "list", ALONGSIDE_ENGINE=engine))
    assert "ALONGSIDE_ENGINE must be duckdb, or begin with sc://" in words


def test_reference_pages_for_a_folder_that_is_not_there_are_wrong_use(tmp_path: Path) -> None:
    words = refused(run(tmp_path, "reference", "--folder", str(tmp_path / "none")))
    assert "does not exist" in words


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="No such file or directory"), opened(tmp_path / "no" / "x"):
        pass


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "x"
    with pytest.raises(TypeError), opened(out) as stream:
        stream.write("words, which are no bytes")
    assert list(tmp_path.iterdir()) == []
    with opened(out) as stream:
        stream.write(b"whole")
    assert out.read_bytes() == b"whole"


def test_a_workbook_is_not_written_to_a_terminal(tmp_path: Path) -> None:
    home = shutil.copytree(ready_home(), tmp_path / "home")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "statement", "export", "zzzzzzzzzzzzzzzz", "--format", "xlsx"],
        env={**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": "test"},
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 1
    assert "--out FILE" in done.stderr


@pytest.mark.parametrize("settings", [{}, {"ALONGSIDE_DATABASE": NOWHERE}])
def test_a_pack_is_checked_against_an_installation_and_none_is_made(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    home, pack = tmp_path / "elsewhere", tmp_path / "pack.pdf"
    pack.write_bytes(b"%PDF-1.7")
    done = run(home, "pack", "verify", str(pack), **settings)
    assert done.returncode == 2
    assert f"There is no installation of Alongside in {home}." in refused(done)
    assert not home.exists()


def test_a_file_that_is_not_known_here_is_told_and_where_it_was_looked_for(tmp_path: Path) -> None:
    home = Path(shutil.copytree(ready_home(), tmp_path / "home"))
    pack = tmp_path / "pack.pdf"
    pack.write_bytes(b"%PDF-1.7")
    done = run(home, "pack", "verify", str(pack))
    assert done.returncode == 1
    assert "No area of this installation issued this file, or it was changed since." in done.stderr
