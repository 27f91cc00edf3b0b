import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import File
from django.db import transaction

from alongside.files import store
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.files.queries import file_in, newest_version, versions_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea, Person
from tests.files.conftest import actor_in
from tests.files.documents import GOOD, PDF, upload
from tests.people.factories import AT, make_area

OTHER_PDF = PDF.replace(b"1.7", b"1.6")


def keep(
    officer: Actor, name: str = "minutes.pdf", content: bytes = PDF, **more: StoredFile
) -> StoredFile:
    return keep_file(actor=officer, upload=upload(name, content), at=AT, **more)


@pytest.mark.parametrize(
    "name",
    ["../../../etc/minutes.pdf", "..\\..\\minutes.pdf", "/etc/minutes.pdf", "a/../minutes.pdf"],
)
def test_a_name_that_leads_to_another_folder_is_refused(officer: Actor, name: str):
    with pytest.raises(Refusal, match=r"a plain name, such as “minutes\.pdf”"):
        keep_file(actor=officer, upload=File(io.BytesIO(PDF), name=name), at=AT)


def test_a_kept_file_says_what_it_is(officer: Actor):
    kept = keep(officer, "C:\\Users\\me\\minutes.pdf")
    assert (kept.name, kept.media_type, kept.size_bytes) == (
        "minutes.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (kept.version, kept.previous, kept.uploaded_at) == (1, None, AT)
    assert kept.uploaded_by_id == officer.person_id
    assert store.path_of(kept.sha256).read_bytes() == PDF


def test_keeping_a_file_is_told_in_the_ledger(officer: Actor):
    kept = keep(officer)
    entry = LedgerEntry.objects.get(verb="files.keep")
    assert (entry.subject_ref, entry.person_id) == (kept.ref, officer.person_id)
    assert entry.detail.words["facts"]["sha256"] == kept.sha256


def test_the_store_is_closed_to_other_users_of_the_machine(officer: Actor, own_store: Path):
    place = store.path_of(keep(officer).sha256)
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0


def test_the_same_content_is_kept_once(officer: Actor):
    first, second = keep(officer), keep(officer, "copy.pdf")
    assert first.sha256 == second.sha256
    assert len(list(store.contents())) == 1


def test_keeping_a_content_again_mends_an_altered_one(officer: Actor):
    kept = keep(officer)
    store.path_of(kept.sha256).write_bytes(b"altered")
    keep(officer, "again.pdf")
    assert store.path_of(kept.sha256).read_bytes() == PDF


def test_versions_follow_one_another(officer: Actor):
    first = keep(officer)
    second = keep(officer, content=OTHER_PDF, previous=first)
    assert (second.version, second.previous) == (2, first)
    assert versions_of(officer, second) == [second, first]
    assert newest_version(officer, first) == second


def test_a_second_newer_version_is_refused_so_that_nobody_overwrites(officer: Actor):
    first = keep(officer)
    keep(officer, content=OTHER_PDF, previous=first)
    with pytest.raises(Changed, match="newer version"):
        keep(officer, content=GOOD["letter.docx"], name="letter.docx", previous=first)


def test_the_same_content_is_no_new_version(officer: Actor):
    first = keep(officer)
    with pytest.raises(Refusal, match="same file"):
        keep(officer, previous=first)


def test_a_file_of_another_area_is_not_found(officer: Actor, person: Person):
    kept = keep(officer)
    stranger = actor_in(make_area("leeds", "Leeds"), person)
    assert file_in(officer, kept.ref) == kept
    with pytest.raises(Hidden):
        file_in(stranger, kept.ref)
    with pytest.raises(Hidden):
        keep(stranger, content=OTHER_PDF, previous=kept)


def test_a_file_over_the_limit_is_refused(officer: Actor, settings: LazySettings):
    settings.UPLOAD_LIMIT_BYTES = len(PDF) - 1
    with pytest.raises(Refusal, match="larger than"):
        keep(officer)


def test_a_refused_file_leaves_nothing(officer: Actor, own_store: Path):
    with pytest.raises(Refusal):
        keep(officer, "page.txt", b"<html>")
    assert not own_store.exists() or not list(own_store.rglob("*"))
    assert not StoredFile.objects.in_area(officer.area_id).exists()


@pytest.mark.both_engines
def test_a_failed_transaction_leaves_no_row(officer: Actor, area: LocalArea):
    def keep_and_fail() -> None:
        with transaction.atomic():
            keep(officer)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        keep_and_fail()
    assert not StoredFile.objects.in_area(area.pk).exists()
    assert len(list(store.contents())) == 1


def test_a_writing_that_fails_leaves_no_content(own_store: Path):
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        store.put(Broken())
    assert not list(store.contents())
    assert not list(store.leftovers())


@pytest.mark.parametrize("name", ["", "..", "a" * 63, "../" + "a" * 61, "A" * 64])
def test_only_a_digest_names_a_content(name: str):
    with pytest.raises(ValueError, match="no SHA-256"):
        store.path_of(name)
