"""Each error page is a plain sentence and a next step; what was typed can be copied."""

from collections.abc import Callable

import html5lib
import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.test import RequestFactory, override_settings

from alongside.web import errors
from tests.web.requests import as_chair, visitor

PAGES: list[tuple[Callable[..., HttpResponse], int, str]] = [
    (errors.bad_request, 400, "That could not be read"),
    (errors.not_found, 404, "Page not found"),
    (errors.too_large, 413, "That was too large"),
    (errors.too_many, 429, "Too many tries"),
    (errors.server_error, 500, "Something went wrong"),
    (errors.maintenance, 503, "Back soon"),
]


@pytest.mark.parametrize(("page", "status", "words"), PAGES)
@pytest.mark.parametrize("request_of", [visitor, as_chair])
def test_an_error_page_says_what_happened_to_anybody(
    page: Callable[..., HttpResponse],
    status: int,
    words: str,
    request_of: Callable[[], HttpRequest],
) -> None:
    response = page(request_of())
    text = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert response.status_code == status
    assert f'<h1 class="govuk-heading-l">{words}</h1>' in text
    assert response["Cache-Control"] == "no-store"


def test_too_much_data_is_said_to_be_too_large() -> None:
    assert errors.bad_request(visitor(), RequestDataTooBig("secret detail")).status_code == 413


def test_our_own_fault_needs_no_working_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> None:
        raise TemplateDoesNotExist(name)

    monkeypatch.setattr(errors, "get_template", broken)
    response = errors.server_error(visitor())
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


def test_an_expired_form_shows_everything_typed_save_secrets() -> None:
    request = as_chair(
        "/york/plan/status/",
        post={
            "note": "Two sessions <held>",
            "partners": ["council", "health"],
            "csrfmiddlewaretoken": "t0ken",
            "password1": "hunter2",
            "code": "123456",
            "expected_version": "4",
            "empty": "",
        },
    )
    response = errors.form_expired(request, "CSRF token missing")
    text = response.content.decode()
    assert response.status_code == 403
    assert "Two sessions &lt;held&gt;" in text
    assert "council\nhealth" in text
    assert [secret in text for secret in ("hunter2", "t0ken", "123456", ">4<")] == [False] * 4
    assert [typed.label for typed in errors.typed_values(request)] == ["Note", "Partners"]
    assert 'href="/york/plan/status/"' in text


def test_an_expired_form_never_leads_to_another_site() -> None:
    request = RequestFactory().post("//evil.example/york/", {"note": "x"})
    assert 'href="//' not in errors.form_expired(request).content.decode()


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_an_expired_form_that_is_too_large_still_gets_a_page() -> None:
    request = RequestFactory().post(
        "/york/", "note=" + "x" * 50, content_type="application/x-www-form-urlencoded"
    )
    assert errors.form_expired(request).status_code == 403
