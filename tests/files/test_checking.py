import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alongside.files import store
from alongside.files.checking import check_store, clear_unreferenced
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from tests.files.documents import GOOD, PDF, upload
from tests.people.factories import AT

LATER = datetime(2100, 1, 1, tzinfo=UTC)


def keep(officer: Actor, name: str, content: bytes) -> str:
    return keep_file(actor=officer, upload=upload(name, content), at=AT).sha256


def orphan(content: bytes = b"nobody's") -> Path:
    incoming = store.root().parent / "given"
    incoming.write_bytes(content)
    with incoming.open("rb") as source:
        return store.path_of(store.put(source).sha256)


def test_a_sound_store_is_told_with_its_progress(officer: Actor):
    keep(officer, "a.pdf", PDF)
    keep(officer, "b.pdf", PDF)
    keep(officer, "c.txt", GOOD["notes.txt"])
    steps: list[tuple[int, int]] = []
    report = check_store(progress=lambda done, total: steps.append((done, total)))
    assert report.is_sound
    assert report.checked_count == 3
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert report.unreferenced == ()


def test_every_record_of_a_missing_or_altered_content_is_named(officer: Actor):
    digest = keep(officer, "a.pdf", PDF)
    keep(officer, "b.pdf", PDF)
    other = keep(officer, "c.txt", GOOD["notes.txt"])
    store.path_of(digest).unlink()
    store.path_of(other).write_bytes(b"x")
    report = check_store()
    assert not report.is_sound
    assert [finding.name for finding in report.missing] == ["a.pdf", "b.pdf"]
    assert [finding.name for finding in report.altered] == ["c.txt"]
    assert report.missing[0].sentence.startswith("a.pdf (york, ")
    assert report.missing[0].sentence.endswith("is missing in the store.")


def test_an_unreferenced_content_is_listed_and_cleared_when_a_day_old(officer: Actor):
    kept = keep(officer, "a.pdf", PDF)
    place = orphan()
    report = check_store()
    assert report.unreferenced == (place,)
    fresh = datetime.fromtimestamp(place.stat().st_mtime, UTC) + timedelta(hours=23)
    assert clear_unreferenced(report, at=fresh) == 0
    assert clear_unreferenced(report, at=LATER) == 1
    assert not place.exists()
    assert store.path_of(kept).exists()


def test_a_content_that_found_its_record_meanwhile_is_not_cleared(officer: Actor):
    place = orphan(PDF)
    report = check_store()
    keep(officer, "a.pdf", PDF)
    assert clear_unreferenced(report, at=LATER) == 0
    assert place.exists()


def test_an_unfinished_writing_is_listed_and_cleared(officer: Actor):
    keep(officer, "a.pdf", PDF)
    left = store.root() / ".incoming" / "tmpleft"
    left.write_bytes(b"half")
    report = check_store()
    assert report.unfinished == (left,)
    assert clear_unreferenced(report, at=LATER) == 1


SLOW_WRITER = """
import os, sys, time
from alongside.files import store
from django.conf import settings
from pathlib import Path
settings.configure(HOME=Path(sys.argv[1]))
class Slow:
    left = 40
    def seek(self, place): pass
    def read(self, size):
        self.left -= 1
        print(self.left, flush=True)
        time.sleep(0.005)
        return b"x" * 65536 if self.left > 0 else b""
store.put(Slow())
print("kept", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("at_step", [39, 30, 20, 10, 1, 0, "kept"])
def test_a_kill_while_writing_leaves_a_whole_content_or_none(
    at_step: int | str, own_store: Path, db: None
):
    command = [sys.executable, "-c", SLOW_WRITER, str(own_store.parent)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for line in writer.stdout:
        if line.strip() == str(at_step):
            break
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    for place in store.contents():
        with place.open("rb") as content:
            assert store.digest_of(content) == place.name
    report = check_store()
    assert len(report.unreferenced) + len(report.unfinished) == 1
