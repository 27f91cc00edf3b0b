"""Importing through the page: problems with their places, differences first, and what came of it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.access.models import Grant
from alongside.plan.models import Line, Statement
from alongside.plan.transfer import export_csv
from tests.plan.factories import Place
from tests.plan.pages_changing.conftest import SignIn, to, words


@pytest.fixture
def york(shared_data: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((shared_data / "york_wsoa_2020.json").read_text())
    return content


def upload(document: dict[str, Any] | bytes, name: str = "york.json") -> SimpleUploadedFile:
    content = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    return SimpleUploadedFile(name, content)


def sent(document: dict[str, Any] | bytes, **more: object) -> dict[str, object]:
    kind = "written_statement_of_action"
    return {"file": upload(document), "kind": kind, "into": "", "title": "", **more}


def hidden(page: Any) -> dict[str, str]:
    pairs = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode()
    )
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def test_a_whole_action_plan_is_imported_and_its_questions_are_named(
    officer: Client, place: Place, york: dict[str, Any]
) -> None:
    grants = Grant.objects.in_area(place.area.pk).count()
    page = officer.post(to("import_plan"), sent(york), follow=True)
    assert page.redirect_chain == [(to("import_done"), 302)]
    said = words(page)
    assert "The import is done" in said
    assert "Actions 27" in said
    assert Line.objects.in_area(place.area.pk).filter(kind="action").count() == 27
    assert Grant.objects.in_area(place.area.pk).count() == grants


def test_the_same_file_again_changes_nothing_and_says_so(
    officer: Client, place: Place, york: dict[str, Any]
) -> None:
    officer.post(to("import_plan"), sent(york))
    page = officer.post(to("import_plan"), sent(york), follow=True)
    assert "Nothing changed: everything in the file is already in" in words(page)


def test_a_changed_file_shows_its_differences_before_it_changes_anything(
    officer: Client, place: Place, york: dict[str, Any]
) -> None:
    officer.post(to("import_plan"), sent(york))
    outcome = york["areas_for_improvement"][0]["outcomes"][0]
    before, outcome["outcome"] = outcome["outcome"], "Everybody knows what was promised"
    page = officer.post(to("import_plan"), sent(york))
    said = words(page)
    assert "Check what the file would change" in said
    assert "Everybody knows what was promised" in said
    line = Line.objects.in_area(place.area.pk).get(reference=outcome["id"])
    assert line.text == before
    done = officer.post(to("import_plan"), hidden(page), follow=True)
    assert "One place changed in" in words(done)
    line.refresh_from_db()
    assert line.text == "Everybody knows what was promised"


def test_differences_that_are_no_longer_the_same_are_shown_again(
    officer: Client, place: Place, york: dict[str, Any]
) -> None:
    officer.post(to("import_plan"), sent(york))
    york["areas_for_improvement"][0]["outcomes"][0]["outcome"] = "Everybody knows"
    page = officer.post(to("import_plan"), sent(york))
    answers = hidden(page) | {"accepted": "0" * 64}
    assert "Check what the file would change" in words(officer.post(to("import_plan"), answers))


def test_every_problem_has_its_line_its_column_and_how_to_mend_it(
    officer: Client, place: Place, york: dict[str, Any]
) -> None:
    york["areas_for_improvement"][0]["outcomes"][0]["outcome"] = ""
    york["areas_for_improvement"][1]["number"] = "two"
    page = officer.post(to("import_plan"), sent(york))
    assert page.status_code == 422
    said = words(page)
    assert "Nothing was imported: the file has 2 problems, listed below." in said
    assert "Line Column What is wrong How to mend it" in said
    assert "areas_for_improvement[1].number" in said
    assert re.search(r'scope="row"[^>]*>\d+</th>', page.content.decode())
    assert not Statement.objects.in_area(place.area.pk).exists()


def test_problems_of_a_table_name_its_cells(
    officer: Client, place: Place, york: dict[str, Any]
) -> None:
    officer.post(to("import_plan"), sent(york))
    statement = Statement.objects.in_area(place.area.pk).get()
    table = b"".join(export_csv(actor=place.officer, ref=statement.ref))
    heads = table.decode("utf-8-sig").splitlines()[0]
    row = ",".join(["1. Leaders", "no reference", *[""] * (heads.count(",") - 1)])
    broken = upload(f"{heads}\n{row}\n".encode(), "table.csv")
    page = officer.post(to("import_plan"), {**sent(b"x"), "file": broken})
    assert page.status_code == 422
    assert "2 B Outcome “no reference” does not begin with a reference." in words(page)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pdf", b"%PDF-1.7", "The file is not an action plan."),
        ("plan.json", b"{\xff}", "UTF-8"),
        ("plan.json", b"{}", "Nothing was imported"),
        ("plan.csv", b"<html>", "not a table"),
    ],
)
def test_a_file_that_cannot_be_one_is_refused_with_a_reason(
    officer: Client, place: Place, name: str, content: bytes, sentence: str
) -> None:
    page = officer.post(to("import_plan"), {**sent(b"x"), "file": upload(content, name)})
    assert page.status_code == 422
    assert sentence in words(page)
    assert not Statement.objects.in_area(place.area.pk).exists()


def test_no_file_is_a_sentence(officer: Client) -> None:
    kind = {"kind": "written_statement_of_action"}
    page = officer.post(to("import_plan"), kind)
    assert page.status_code == 422
    assert "Choose the file to import." in words(page)


def test_the_done_page_without_an_import_leads_to_the_form(officer: Client) -> None:
    assert officer.get(to("import_done"))["Location"] == to("import_plan")


def test_an_officer_of_one_organisation_does_not_import(sign_in: SignIn, place: Place) -> None:
    narrow = sign_in("Nora Narrow", "head_of_send", organisation=place.health)
    assert narrow.get(to("import_plan")).status_code == 404
