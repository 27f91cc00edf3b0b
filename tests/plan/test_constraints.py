"""What the database itself refuses, each with a sentence, on both engines."""

from datetime import date

import pytest
from django.db import IntegrityError, models, transaction

from alongside.plan.models import DateChange, Evidence, Line, MeasureOfSuccess, StatusEntry
from tests.plan.factories import AT, TODAY, Place

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]


def refused(name: str, row: models.Model) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def copy_of(line: Line, **more: object) -> Line:
    facts = {
        "area_id": line.area_id,
        "statement": line.statement,
        "parent": line.parent,
        "kind": "action",
        "reference": "9.9",
        "order": 9,
        "text": "A promise",
        "created_at": AT,
    }
    return Line(**(facts | more))


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("plan_line_kind", {"kind": "wish"}),
        ("plan_line_has_reference_and_text", {"text": ""}),
        ("plan_line_stands_in_its_place", {"parent": None}),
        ("plan_line_end_whole", {"end_on": date(2021, 3, 31), "end_precision": ""}),
        ("plan_line_end_whole", {"end_precision": "month"}),
        (
            "plan_line_dates_in_order",
            {
                "start_on": date(2021, 4, 1),
                "start_precision": "day",
                "end_on": date(2021, 3, 31),
                "end_precision": "day",
            },
        ),
    ],
)
def test_a_line_that_cannot_be_is_not_kept(line: Line, name: str, more: dict[str, object]) -> None:
    refused(name, copy_of(line, **more))


def test_a_reference_is_used_once_in_a_plan(line: Line) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(line, reference=line.reference).save()


def status_of(line: Line, **more: object) -> StatusEntry:
    facts = {
        "area_id": line.area_id,
        "line": line,
        "code": "on_track",
        "status_on": TODAY,
        "recorded_at": AT,
    }
    return StatusEntry(**(facts | more))


def test_a_status_is_one_of_the_six(line: Line) -> None:
    refused("plan_status_code", status_of(line, code="green"))


def test_only_a_published_status_has_printed_words(line: Line) -> None:
    refused("plan_status_printed_words_are_published", status_of(line, printed="On track"))
    status_of(line, printed="On track", as_published=True).save()


def test_a_status_is_corrected_once(line: Line) -> None:
    wrong = status_of(line)
    wrong.save()
    status_of(line, corrects=wrong).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        status_of(line, corrects=wrong).save()


def change_of(place: Place, line: Line, **more: object) -> DateChange:
    facts = {
        "area_id": line.area_id,
        "line": line,
        "which": "end",
        "new_on": date(2021, 5, 31),
        "new_precision": "month",
        "old_on": date(2021, 3, 31),
        "old_precision": "month",
        "reason": "Late.",
        "asked_at": AT,
        "asked_by": place.person("Olive Officer"),
    }
    return DateChange(**(facts | more))


def test_a_date_change_keeps_the_rule_of_two_people(place: Place, line: Line) -> None:
    same = place.person("Olive Officer")
    refused(
        "plan_date_change_other_eyes", change_of(place, line, consented_at=AT, consented_by=same)
    )


def test_a_consent_has_a_person_and_a_time(place: Place, line: Line) -> None:
    refused("plan_date_change_consent_whole", change_of(place, line, consented_at=AT))
    other = place.person("Charlie Chair")
    both = {"consented_at": AT, "consented_by": other, "refused_at": AT, "refused_by": other}
    refused("plan_date_change_answered_once", change_of(place, line, **both))


def test_a_date_change_changes_something_for_a_reason(place: Place, line: Line) -> None:
    refused("plan_date_change_changes", change_of(place, line, new_on=date(2021, 3, 31)))
    refused("plan_date_change_has_reason", change_of(place, line, reason=""))


def test_one_change_of_a_date_waits(place: Place, line: Line) -> None:
    change_of(place, line).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        change_of(place, line).save()


def test_evidence_is_one_thing_about_one_thing(line: Line) -> None:
    facts = {"area_id": line.area_id, "title": "Minutes", "attached_at": AT}
    refused("plan_evidence_is_one_thing", Evidence(line=line, kind="document", **facts))
    refused(
        "plan_evidence_has_one_subject", Evidence(kind="document", document_reference="A", **facts)
    )


def test_a_target_says_how_it_is_compared(line: Line) -> None:
    measure = MeasureOfSuccess(
        area_id=line.area_id,
        line=line.parent,
        reference="2.1-k1",
        order=1,
        text="90% of plans",
        kind="quantified",
        target_value=90,
    )
    refused("plan_measure_target_compared", measure)
