"""A hostile file name arrives as one: Django would have made it innocent."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from alongside.web.uploads import leads_elsewhere

BOUNDARY = "part"


def uploaded(name: str) -> HttpRequest:
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\nkept\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: application/pdf\r\n\r\n%PDF\r\n--{BOUNDARY}--\r\n"
    )
    return RequestFactory().generic(
        "POST", "/", body.encode(), content_type=f"multipart/form-data; boundary={BOUNDARY}"
    )


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.pdf",
        "..\\\\..\\\\passwd.pdf",
        "/etc/passwd.pdf",
        "a/../passwd.pdf",
        "..&#x2F;passwd.pdf",
    ],
)
def test_a_name_that_leads_elsewhere_still_says_so(name: str) -> None:
    request = uploaded(name)
    kept = request.FILES["file"].name
    assert leads_elsewhere(kept)
    assert not set(kept) & set("/\\")
    assert request.POST["note"] == "kept"
    request.close()


@pytest.mark.parametrize("name", ["minutes.pdf", "C:/Users/me/minutes.pdf"])
def test_an_ordinary_name_arrives_as_it_is(name: str) -> None:
    request = uploaded(name)
    assert request.FILES["file"].name == "minutes.pdf"
    assert request.FILES["file"].read() == b"%PDF"
    request.close()
