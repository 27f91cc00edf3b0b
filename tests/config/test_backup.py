"""Everything into one file and back; and what is no whole backup is refused."""

import io
import json
import os
import random
import sqlite3
import stat
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from alongside.casework.plans import guards
from alongside.config.archive import MANIFEST
from alongside.config.backup import backup, restore
from alongside.config.dumps import RESTORED
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from alongside.ledger.operations import record
from alongside.ledger.verification import verdict

AT = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)
GUARDS_OF_THE_LEDGER = 9
ACTOR = Actor(person_id=1, name="", area_id=1, area_slug="york")
Entry = tuple[str, bytes]


@pytest.fixture(autouse=True)
def second_connection(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Django lets a test open only the databases that it had at its start."""
    guarded = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(self: BaseDatabaseWrapper) -> None:
        if self.alias == RESTORED and self.connection is None:
            self.connect()
        elif self.alias != RESTORED:
            guarded(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", ensure_connection)


def _record(number: int) -> None:
    with transaction.atomic():
        record(
            actor=ACTOR,
            at=AT,
            verb="plan.edit",
            subject="plan.line",
            subject_ref=str(number),
            detail={},
        )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[Path]:
    """An installation: three ledger entries, a file, a key, and things not worth keeping."""
    folder = tmp_path / "home"
    for name, content in {
        "keys/secret": b"the key",
        "files/ab/abc": b"a document" * 1000,
        "files/.incoming/half": b"half",
        "snapshots/2020.json": b"{}",
        "static/web.css": b"body {}",
        "tmp/scratch": b"x",
        ".preparing": b"",
        "alongside.sqlite3-wal": b"journal",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    monkeypatch.setattr(settings, "HOME", folder)
    for number in range(3):
        _record(number)
    yield folder
    triggers.remove(connection)


@pytest.fixture
def made(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup, with the settings turned to a new home that does not exist yet."""
    target = tmp_path / "backup.tar"
    backup(target)
    monkeypatch.setattr(settings, "HOME", tmp_path / "new")
    return target


def _entries(path: Path) -> list[Entry]:
    with tarfile.open(path) as tar:
        return [(info.name, tar.extractfile(info).read()) for info in tar]  # type: ignore[union-attr]


def _write(path: Path, entries: list[Entry]) -> None:
    with tarfile.open(path, "w") as tar:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def _names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _refused(source: Path, words: str) -> None:
    """Refused with these words, and nothing is left behind."""
    home = Path(settings.HOME)
    before = _names(home.parent)
    with pytest.raises(Refusal, match=words):
        restore(source)
    assert _names(home.parent) == before


def test_a_backup_holds_what_is_worth_keeping_and_nothing_else(home: Path, tmp_path: Path) -> None:
    backup(tmp_path / "backup.tar")
    names = [name for name, _ in _entries(tmp_path / "backup.tar")]
    assert names == [
        "database.sqlite3", "home/files/ab/abc", "home/keys/secret", "home/snapshots/2020.json", MANIFEST,
    ]  # fmt: skip
    assert stat.S_IMODE((tmp_path / "backup.tar").stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["backup.tar", "home"]


def test_a_restored_home_holds_the_same_and_a_whole_ledger(made: Path) -> None:
    manifest = restore(made)
    home = Path(settings.HOME)
    assert _names(home) == [
        "alongside.sqlite3",
        "files/ab/abc",
        "keys/secret",
        "snapshots/2020.json",
    ]
    assert (home / "files/ab/abc").read_bytes() == b"a document" * 1000
    assert stat.S_IMODE((home / "keys/secret").stat().st_mode) == 0o600
    assert manifest.head_seq == 3
    with closing(sqlite3.connect(home / "alongside.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM ledger_entry").fetchone() == (3,)
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    names = {name for (name,) in found}
    assert {guard.name for guard in guards.GUARDS} < names
    assert len(names) == len(guards.GUARDS) + GUARDS_OF_THE_LEDGER


def test_entries_written_after_the_backup_are_not_in_it(made: Path) -> None:
    _record(99)
    assert restore(made).head_seq == 3


def test_progress_goes_up_to_the_whole(home: Path, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    backup(tmp_path / "backup.tar", lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > 0


def test_a_home_with_only_a_new_key_may_be_restored_into(made: Path) -> None:
    home = Path(settings.HOME)
    (home / "keys").mkdir(parents=True)
    (home / "keys/secret").write_bytes(b"another key")
    (home / ".preparing").write_bytes(b"")
    restore(made)
    assert (home / "keys/secret").read_bytes() == b"the key"


@pytest.mark.parametrize("name", ["alongside.sqlite3", "files/ab/abc", "keys/other"])
def test_a_home_that_holds_something_is_not_overwritten(made: Path, name: str) -> None:
    path = Path(settings.HOME) / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"mine")
    _refused(made, "already holds an installation")
    assert path.read_bytes() == b"mine"


def test_a_file_that_is_there_is_not_overwritten_by_a_backup(home: Path, tmp_path: Path) -> None:
    (tmp_path / "backup.tar").write_text("mine")
    with pytest.raises(Refusal, match="there already"):
        backup(tmp_path / "backup.tar")
    assert (tmp_path / "backup.tar").read_text() == "mine"


@pytest.mark.parametrize(
    ("place", "words"),
    [("home/backup.tar", "inside what it backs up"), ("no/backup.tar", "no folder")],
)
def test_a_place_that_will_not_do_is_refused(
    home: Path, tmp_path: Path, place: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        backup(tmp_path / place)


def test_a_missing_file_is_refused(made: Path) -> None:
    _refused(made.with_name("nothing.tar"), "There is no file")


def test_a_backup_cut_short_anywhere_is_refused(made: Path) -> None:
    whole = made.read_bytes()
    chosen = random.Random(7)
    places = [0, 1, 511, 512, *(chosen.randrange(len(whole) - 2 * 10240) for _ in range(30))]
    for place in places:
        made.write_bytes(whole[:place])
        _refused(made, "cut short|no backup holds|not a backup")


def test_a_byte_altered_anywhere_in_the_contents_is_refused(made: Path) -> None:
    whole = bytearray(made.read_bytes())
    with tarfile.open(made) as tar:
        places = [info.offset_data + info.size // 2 for info in tar if info.name != MANIFEST]
    for place in places:
        changed = whole.copy()
        changed[place] ^= 1
        made.write_bytes(changed)
        _refused(made, "was altered")


def _changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[list[Entry]], list[Entry]]:
    return lambda entries: [(n, change(c) if n == name else c) for n, c in entries]


def _manifest(**values: object) -> Callable[[list[Entry]], list[Entry]]:
    return _changed(MANIFEST, lambda c: json.dumps(json.loads(c) | values).encode())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda e: [x for x in e if x[0] != MANIFEST], "cut short"),
        (lambda e: [x for x in e if x[0] != "home/keys/secret"], "home/keys/secret is missing"),
        (lambda e: [x for x in e if x[0] != "database.sqlite3"], "database.sqlite3 is missing"),
        (lambda e: [("home/extra", b"x"), *e], "home/extra is not in its list"),
        (lambda e: [*e, ("home/extra", b"x")], "no backup holds"),
        (lambda e: [e[0], *e], "no backup holds"),
        (lambda e: [("../evil", b"x"), *e], "no backup holds"),
        (lambda e: [("home/../../evil", b"x"), *e], "no backup holds"),
        (lambda e: [("home/./evil", b"x"), *e], "no backup holds"),
        (lambda e: [("/etc/evil", b"x"), *e], "no backup holds"),
        (lambda e: [("home//evil", b"x"), *e], "no backup holds"),
        (lambda e: [("home/a\\b", b"x"), *e], "no backup holds"),
        (lambda e: [("elsewhere/evil", b"x"), *e], "no backup holds"),
        (_changed(MANIFEST, lambda c: b"{"), "cannot be read"),
        (_changed(MANIFEST, lambda c: b"[]"), "cannot be read"),
        (_changed(MANIFEST, lambda c: b"\xff\xfe"), "cannot be read"),
        (_manifest(members=[{"name": 7}]), "cannot be read"),
        (_manifest(format=2), "does not know"),
        (_manifest(engine="oracle"), "does not know"),
        (_manifest(engine="postgresql"), "holds no database"),
        (_manifest(head_hash="f" * 64), "Entry 3 has another hash"),
        (_manifest(head_seq=9), "Entry 9 is no longer there"),
    ],
)
def test_a_backup_made_otherwise_is_refused(
    made: Path, change: Callable[[list[Entry]], list[Entry]], words: str
) -> None:
    _write(made, change(_entries(made)))
    _refused(made, words)
    assert not any(p.name == "evil" for p in made.parent.rglob("*"))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_anything_but_a_plain_file_is_refused(made: Path, kind: bytes) -> None:
    entries = _entries(made)
    with tarfile.open(made, "w") as tar:
        info = tarfile.TarInfo("home/link")
        info.type, info.linkname = kind, "/etc/passwd"
        tar.addfile(info)
        for name, content in entries:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    _refused(made, "no backup holds")


def test_a_compressed_or_foreign_file_is_refused(made: Path) -> None:
    made.write_bytes(os.urandom(50_000))
    _refused(made, "not a backup")


def test_a_backup_whose_ledger_was_altered_is_refused(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    triggers.remove(connection)
    LedgerEntry.objects.filter(seq=2).update(verb="plan.other")
    triggers.install(connection)
    backup(tmp_path / "backup.tar")
    monkeypatch.setattr(settings, "HOME", tmp_path / "new")
    _refused(tmp_path / "backup.tar", "Entry 2 was altered")


def test_a_full_disk_is_told_in_a_sentence(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("alongside.config.archive._extract", full)
    _refused(made, "Nothing was restored: No space left on device")


@pytest.fixture
def two_databases(transactional_db: None) -> Iterator[str]:
    """On PostgreSQL: the name of a second, empty database on the tests' server."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE second_home")
    name = connection.settings_dict["NAME"]
    yield "second_home"
    if connection.vendor == "postgresql":
        connection.close()
        connection.settings_dict["NAME"] = name
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE second_home")
    triggers.remove(connection)


def _turn_to(database: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "HOME", home)
    if connection.vendor == "postgresql":
        connection.close()
        connection.settings_dict["NAME"] = database


@pytest.mark.both_engines
def test_an_installation_goes_there_and_back_on_both_engines(
    two_databases: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(tmp_path / "backup.tar")
    _turn_to(two_databases, tmp_path / "new", monkeypatch)
    restore(tmp_path / "backup.tar")
    assert (tmp_path / "new/keys/secret").read_bytes() == b"the key"
    if connection.vendor == "postgresql":
        assert LedgerEntry.objects.count() == 3
        assert triggers.missing(connection) == []
        assert verdict() is None
        monkeypatch.setattr(settings, "HOME", tmp_path / "third")
        _refused(tmp_path / "backup.tar", "is not empty")


@pytest.mark.both_engines
def test_a_refused_restore_leaves_the_database_as_it_was(
    two_databases: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(tmp_path / "backup.tar")
    _write(
        tmp_path / "backup.tar", _manifest(head_hash="f" * 64)(_entries(tmp_path / "backup.tar"))
    )
    _turn_to(two_databases, tmp_path / "new", monkeypatch)
    _refused(tmp_path / "backup.tar", "Entry 3 has another hash")
    if connection.vendor == "postgresql":
        assert connection.introspection.table_names() == []


def test_what_is_restored_is_open_to_its_owner_only(made: Path, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        restore(made)
    finally:
        os.umask(before)
    home = tmp_path / "new"
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    assert home / "files" / "ab" in folders
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
