"""Every form error has a sentence and a link to its field, and nothing typed is lost."""

from datetime import date
from http import HTTPStatus
from typing import Any

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import QueryDict
from django.template import engines
from django.test import override_settings

from alongside.exchange.limits import MEGABYTE
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed, Refusal, Refusals
from alongside.web.forms import (
    ChoiceField,
    ChoicesField,
    DayField,
    DecimalField,
    EmailField,
    FileField,
    FilterForm,
    HouseForm,
    LongTextField,
    PartialDateField,
    SelectField,
    TextField,
    TickField,
    VersionField,
    WholeNumberField,
)
from tests.web.requests import as_chair

PAGE = """{% extends "web/layout.html" %}{% block content %}
<h1>New task</h1>{% include "web/form.html" %}{% endblock %}"""
LEADS = [("1", "Head of SEND"), ("2", "Clinical officer")]


def test_characters_that_turn_the_reading_direction_are_left_out() -> None:
    turned = "abc" + chr(0x202E) + "def" + chr(0x2066)
    assert TextField().clean(turned) == LongTextField().clean(turned) == "abcdef"
    assert TextField().clean(chr(0x5D0)) == chr(0x5D0)


@pytest.mark.parametrize(
    "nothing",
    ["\u200b", "\u2060\u00ad", "\u3164", "\u2800 \ufeff", "\u0301", "\t\u00a0\n", "\u202e"],
)
def test_text_that_nobody_could_see_is_no_text(nothing: str) -> None:
    for field in (TextField(), LongTextField()):
        with pytest.raises(ValidationError):
            field.clean(nothing)
        field.required = False
        assert field.clean(nothing) == ""


@pytest.mark.parametrize("text", ["a\u200db", "e\u0301", "\U0001f469\u200d\U0001f4bb", "–", "5"])
def test_what_shows_something_is_kept_whole(text: str) -> None:
    assert TextField().clean(text) == LongTextField().clean(text) == text


class Everything(HouseForm):
    title = TextField(label="Name of the task", help_text="A few words")
    status = ChoiceField(
        label="Status",
        choices=[("a", "On track"), ("b", "Completed")],
        hints={"b": "Needs evidence"},
    )
    on = DayField(label="Date of this status")
    ends = PartialDateField(label="End date")
    lead = SelectField(label="Lead", choices=LEADS)
    partners = ChoicesField(label="Partners", choices=LEADS)
    count = WholeNumberField(label="How many families came?")
    share = DecimalField(label="Share")
    email = EmailField(label="Your e-mail address")
    note = LongTextField(label="Note", max_length=20)
    evidence = FileField(label="Evidence")
    agreed = TickField(label="The chair has agreed")
    expected_version = VersionField()


GOOD: dict[str, Any] = {
    "title": "Train staff", "status": "a", "on_day": "5", "on_month": "6", "on_year": "2020",
    "ends_day": "", "ends_month": "June", "ends_year": "2021", "lead": "2", "partners": ["1", "2"],
    "count": "1,204", "share": "64.8",
    "email": "a@example.org", "note": "line\r\nline", "agreed": "on", "expected_version": "4",
}  # fmt: skip


def data_of(**changes: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in (GOOD | changes).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def form_with(**changes: Any) -> Everything:
    files = {"evidence": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    return Everything(data_of(**changes), files, initial={"expected_version": 5})


def problems(form: HouseForm) -> list[str]:
    return [error for errors in form.errors.values() for error in errors]


def test_good_answers_arrive_as_values() -> None:
    form = form_with()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2020, 6, 5)
    assert form.cleaned_data["ends"] == PartialDate(2021, 6)
    assert form.cleaned_data["count"] == 1204
    assert form.cleaned_data["note"] == "line\nline"
    assert form.cleaned_data["expected_version"] == 4
    assert form.answer_status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("text", "said"), [("1,234", "1234"), ("12,345.6", "12345.6"), ("1,23", None), ("1,2345", None)]
)
def test_thousands_may_be_set_apart_in_a_number(text: str, said: str | None) -> None:
    form = form_with(share=text)
    assert form.is_valid() is (said is not None)
    assert str(form.cleaned_data.get("share")) == str(said)


@pytest.mark.parametrize(
    ("text", "said"), [("1,234", 1234), (" 1,234 ", 1234), ("1,23", None), ("1,2,3", None)]
)
def test_a_whole_number_has_its_commas_where_they_belong(text: str, said: int | None) -> None:
    form = form_with(count=text)
    assert form.is_valid() is (said is not None)
    assert form.cleaned_data.get("count") == said


def test_an_empty_form_asks_for_each_thing_in_its_own_words() -> None:
    form = Everything({})
    assert problems(form) == [
        "Enter the name of the task",
        "Choose the status",
        "Enter the date of this status",
        "Enter the end date",
        "Choose the lead",
        "Choose the partners",
        "Answer the question “How many families came?”",
        "Enter the share",
        "Enter your e-mail address",
        "Enter the note",
        "Choose the evidence",
        "Tick the box “The chair has agreed” to go on",
        "This form is out of date. Open the page again, then make your change.",
    ]
    assert form.answer_status == HTTPStatus.UNPROCESSABLE_ENTITY


def test_a_box_that_is_called_otherwise_is_asked_for_in_its_new_words() -> None:
    form = Everything({})
    form.relabel("title", "What is it called?")
    assert form.errors["title"] == ["Answer the question “What is it called?”"]
    assert Everything({}).errors["title"] == ["Enter the name of the task"]
    other = Everything({})
    other.relabel("title", "How to reach us")
    assert other.errors["title"] == ["Fill in “How to reach us”"]


def test_every_problem_links_to_a_control_that_is_there() -> None:
    document = html5lib.parse(str(Everything({})), namespaceHTMLElements=False)
    identifiers = {element.get("id") for element in document.iter() if element.get("id")}
    targets = [a.get("href")[1:] for a in document.iter("a")]
    assert len(targets) == 12
    assert set(targets) <= identifiers


def test_every_description_that_a_control_names_is_there() -> None:
    document = html5lib.parse(str(Everything({})), namespaceHTMLElements=False)
    identifiers = {element.get("id") for element in document.iter() if element.get("id")}
    named = {
        word
        for element in document.iter()
        for word in (element.get("aria-describedby") or "").split()
    }
    assert {"id_title_helptext", "id_title_error", "id_on_error", "id_status_1_hint"} <= named
    assert named <= identifiers


def test_no_identifier_is_used_twice() -> None:
    document = html5lib.parse(str(form_with(title="")), namespaceHTMLElements=False)
    identifiers = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))


def test_the_browser_is_never_told_to_check() -> None:
    assert " required" not in str(Everything())
    assert "maxlength=" not in f"{Everything()['title']}{Everything()['note']}"


def test_nothing_typed_is_lost() -> None:
    form = form_with(
        on_day="30", on_month="Feb", on_year="20", count="twelve", note="x" * 30, lead="9"
    )
    page = str(form)
    for typed in (
        'value="30"',
        'value="Feb"',
        'value="20"',
        'value="twelve"',
        "x" * 30,
        'value="Train staff"',
    ):
        assert typed in page


@pytest.mark.scenario(8)
@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("30", "2", "2021", "There is no 30 February 2021"),
        ("5", "6", "21", "does not have four digits"),
        ("March 2-21", "", "", "is not a date"),
        ("", "6", "2021", "The date must include a day."),
        ("5", "", "", "is not a date"),
        ("5", "", "2021", "The date must include a month."),
        ("", "", "2021", "The date must include a day and a month."),
        ("5", "13", "2021", "There is no month 13"),
        ("5", "Juny", "2021", "is not the name of a month"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_a_sentence(
    day: str, month: str, year: str, words: str
) -> None:
    form = form_with(on_day=day, on_month=month, on_year=year)
    assert list(form.errors) == ["on"]
    assert words in form.errors["on"][0]


@pytest.mark.parametrize(
    ("month", "year"), [("6", "2021"), ("06", "2021"), ("june", "2021"), ("Jun", "2021")]
)
def test_a_month_may_be_written_as_a_number_or_a_name(month: str, year: str) -> None:
    form = form_with(ends_month=month, ends_year=year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["ends"] == PartialDate(2021, 6)


def test_an_address_may_hold_the_whole_date_at_once() -> None:
    class Since(FilterForm):
        since = DayField(label="Since")

    assert Since(QueryDict("since=2022-01-31")).chosen() == {"since": date(2022, 1, 31)}
    assert Since(QueryDict("since_day=31&since_month=1&since_year=2022")).chosen() == {
        "since": date(2022, 1, 31)
    }


def test_an_initial_date_fills_the_boxes() -> None:
    page = str(Everything(initial={"on": date(2020, 6, 5), "ends": PartialDate(2021, 3)})["on"])
    assert [f'value="{part}"' in page for part in ("5", "6", "2020")] == [True, True, True]


@pytest.mark.parametrize("count", ["-1", "9999999999999999999999", "1.5", "1e3", "x" * 5000])
def test_a_number_that_a_record_cannot_hold_is_refused(count: str) -> None:
    assert list(form_with(count=count).errors) == ["count"]


@pytest.mark.parametrize("share", ["1e3", "1E3", "0x1f", "nan", "Infinity", "six"])
def test_a_number_is_written_with_digits_alone(share: str) -> None:
    assert problems(form_with(share=share)) == ["Write a number with digits, like 64.8."]


def test_a_long_text_says_how_much_too_long_it_is() -> None:
    assert problems(form_with(note="x" * 30)) == [
        "Write 20 characters or fewer. You have written 30."
    ]


def test_line_ends_count_once_as_the_browser_counts_them() -> None:
    assert form_with(note="\r\n".join(["123456789"] * 2)).is_valid()


@override_settings(UPLOAD_LIMIT_BYTES=MEGABYTE)
def test_a_large_file_is_refused_with_the_limit_in_the_words_of_the_guides() -> None:
    large = SimpleUploadedFile("a.pdf", b"0" * (2 * MEGABYTE))
    form = Everything(data_of(), {"evidence": large}, initial={"expected_version": 5})
    assert problems(form) == ["That file is 2.1 MB. Choose a file no larger than 1 MB."]


def test_an_answer_that_was_not_offered_is_refused() -> None:
    assert problems(form_with(lead="9")) == ["Choose one of the answers in the list."]


def test_choices_given_by_the_page_keep_the_unchosen_line() -> None:
    form = Everything()
    form.fields["lead"].choices = [("7", "Somebody else")]  # type: ignore[attr-defined]
    page = str(form["lead"])
    assert "Choose one" in page
    assert "Somebody else" in page


def test_a_refusal_lands_beside_its_field_and_an_unknown_field_on_the_whole_form() -> None:
    form = form_with()
    assert form.is_valid()
    with form.refusals() as outcome:
        raise Refusals(
            [Refusal("Add evidence.", field="evidence"), Refusal("Not today.", field="elsewhere")]
        )
    assert outcome.accepted is False
    assert form.errors["evidence"] == ["Add evidence."]
    assert form.non_field_errors() == ["Not today."]
    assert 'href="#id_evidence"' in str(form)


def test_an_operation_without_a_refusal_is_accepted() -> None:
    form = form_with()
    with form.refusals() as outcome:
        pass
    assert outcome.accepted is True


def test_a_models_complaint_lands_beside_its_field() -> None:
    form = form_with()
    form.refuse(ValidationError({"title": ["Too short."], "__all__": ["Both are empty."]}))
    assert form.errors["title"] == ["Too short."]
    assert form.non_field_errors() == ["Both are empty."]


def test_a_conflict_shows_both_and_the_second_press_saves_knowingly() -> None:
    form = form_with()
    assert form.is_valid()
    form.refuse(Changed("Sam changed this.", differences=[("Status", "Completed", "<On track>")]))
    page = str(form)
    assert "Somebody changed this while you were writing" in page
    assert "&lt;On track&gt;" in page
    assert 'name="expected_version" value="5"' in page
    assert 'value="Train staff"' in page


def test_a_fault_that_is_not_a_refusal_goes_on() -> None:
    form = form_with()
    with pytest.raises(ZeroDivisionError), form.refusals():
        raise ZeroDivisionError
    with pytest.raises(IntegrityError):
        form.refuse(IntegrityError("FOREIGN KEY constraint failed"))


def test_filters_leave_out_what_cannot_be_read_and_say_so() -> None:
    class Filters(FilterForm):
        lead = SelectField(label="Lead", choices=LEADS)
        words = TextField(label="Words")

    filters = Filters(QueryDict("lead=99&words=speech"))
    assert filters.chosen() == {"words": "speech"}
    assert filters.errors["lead"] == ["Choose one of the answers in the list."]
    assert "(optional)" not in str(filters)


def test_what_is_wrong_is_said_once_at_the_top_of_the_page() -> None:
    form = form_with(title="", expected_version="x")
    page = engines["django"].from_string(PAGE).render({"form": form}, as_chair())
    summary, heading = page.index("There is a problem"), page.index("<h1")
    assert page.index("<main") < summary < heading
    assert page.count("There is a problem") == 1
    assert 'href="#id_title"' in page
    assert "This form is out of date." in page
    assert "Hidden field" not in page
