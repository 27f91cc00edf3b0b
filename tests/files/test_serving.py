import logging

import pytest

from alongside.files import store
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from tests.files.documents import GOOD, PDF, upload
from tests.people.factories import AT


def keep(officer: Actor, name: str = "minutes.pdf", content: bytes = PDF) -> StoredFile:
    return keep_file(actor=officer, upload=upload(name, content), at=AT)


def test_a_file_is_handed_over_to_save_never_to_show(officer: Actor):
    response = send(keep(officer))
    assert b"".join(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    response.close()


@pytest.mark.parametrize("name", ["Zoë’s notes.txt", 'a"b\r\nX-Evil: 1.txt'])
def test_a_name_cannot_break_out_of_the_header(officer: Actor, name: str):
    response = send(keep(officer, name, GOOD["notes.txt"]))
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "X-Evil" not in response.headers
    response.close()


@pytest.mark.parametrize("fault", ["missing", "altered"])
def test_a_missing_or_altered_file_is_told_to_the_person(
    officer: Actor, fault: str, caplog: pytest.LogCaptureFixture
):
    kept = keep(officer)
    place = store.path_of(kept.sha256)
    place.unlink() if fault == "missing" else place.write_bytes(PDF + b"x")
    with caplog.at_level(logging.ERROR):
        response = send(kept)
    words = "missing from the store" if fault == "missing" else "changed outside Alongside"
    assert response.status_code == 500
    assert words in response.content.decode()
    assert kept.ref in response.content.decode()
    assert kept.ref in caplog.text
    assert kept.name not in caplog.text
    assert PDF not in response.content
