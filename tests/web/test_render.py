"""A template cannot reach the database."""

import pytest
from django.template import engines
from django.template.base import Template

from alongside.people.models import Organisation
from alongside.web import render
from alongside.web.render import TemplateReachedDatabaseError, render_page
from tests.web.requests import as_chair


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> None:
    source = engines["django"].from_string(
        "{% for organisation in organisations %}{{ organisation.name }}{% endfor %}"
    )
    monkeypatch.setattr(render, "get_template", lambda name: source)
    assert isinstance(source.template, Template)


@pytest.mark.django_db
@pytest.mark.usefixtures("template")
def test_a_lazy_query_in_a_template_is_a_fault() -> None:
    with pytest.raises(TemplateReachedDatabaseError):
        render_page(as_chair(), "any.html", {"organisations": Organisation.objects.all()})


@pytest.mark.usefixtures("template")
def test_plain_values_are_shown() -> None:
    response = render_page(
        as_chair(), "any.html", {"organisations": [{"name": "<Forum>"}]}, status=422
    )
    assert response.content == b"&lt;Forum&gt;"
    assert response.status_code == 422
