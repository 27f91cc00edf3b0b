"""What was done since the inspection: by month, from the action plan and from the board's records."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.board.models import Revisit, Visit
from alongside.board.queries.activity import activity_page
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.plan.models import Activity, Statement
from alongside.plan.operations import add_activity
from alongside.plan.transfer import export_document
from tests.board.deciding import Desk, held_meeting, make_desk
from tests.board.factories import make_meeting
from tests.plan.factories import AT, TODAY, make_place, make_statement
from tests.plan.transfer.conftest import bring, officer_of

pytestmark = pytest.mark.django_db
MARCH, MAY = PartialDate(2020, 3), PartialDate(2020, 5, 4)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


@pytest.fixture
def statement(desk: Desk) -> Statement:
    return make_statement(desk.place)


def test_an_activity_is_added_behind_the_others_with_its_months(
    desk: Desk, statement: Statement
) -> None:
    first = add_activity(
        actor=desk.officer,
        at=AT,
        statement_ref=statement.ref,
        text=" Families were told. ",
        months=[MAY, MARCH],
    )
    second = add_activity(actor=desk.officer, at=AT, statement_ref=statement.ref, text="Audited.")
    assert (first.order, first.text, first.month_text, first.months) == (
        1, "Families were told.", "March 2020 and May 2020", ["2020-03", "2020-05"],
    )  # fmt: skip
    assert (second.order, second.month_text, second.months) == (2, "", [])
    entry = LedgerEntry.objects.filter(verb="plan.add_activity").order_by("seq")[0]
    assert (entry.subject, entry.subject_ref) == ("plan.statement", statement.ref)


def test_what_is_no_activity_is_refused(desk: Desk, statement: Statement) -> None:
    of = {"at": AT, "statement_ref": statement.ref}
    with pytest.raises(Refusal, match="Say what was done"):
        add_activity(actor=desk.officer, text=" ", **of)
    with pytest.raises(Refusal, match="has not come yet") as refused:
        add_activity(actor=desk.officer, text="Told.", months=[PartialDate(2020, 7)], **of)
    assert refused.value.field == "month"
    for actor in (desk.chair, desk.member, make_place("shire", "Shire").officer):
        with pytest.raises(Hidden):
            add_activity(actor=actor, text="Told.", **of)


def test_the_timeline_goes_month_by_month_with_the_undated_last(
    desk: Desk, statement: Statement
) -> None:
    of = {"actor": desk.officer, "at": AT, "statement_ref": statement.ref}
    add_activity(text="Audited.", **of)
    add_activity(text="Told.", months=[MARCH, MAY], **of)
    meeting = held_meeting(desk, date(2020, 5, 20), was_quorate=False)
    make_meeting(desk.place, desk.board, date(2020, 7, 15))
    page = activity_page(desk.member, today=TODAY)
    assert [month.month for month in page.months] == [date(2020, 3, 1), date(2020, 5, 1)]
    assert [[each.text for each in month.by_area] for month in page.months] == [
        ["Told."],
        [],
    ]
    (deed,) = page.months[1].by_board
    assert (deed.kind, deed.ref, deed.words) == (
        "meeting", meeting.ref, "SEND Improvement Board met, without a quorum. Recorded 26 days after the meeting",
    )  # fmt: skip
    assert [each.text for each in page.undated] == ["Audited."]
    assert (page.area_count, page.board_count) == (2, 1)


def test_visits_and_letters_stand_in_their_months(desk: Desk, statement: Statement) -> None:
    of = {
        "area": desk.place.area,
        "board": desk.board,
        "visitors": "the department",
        "created_at": AT,
    }
    visit = Visit.objects.create(held_on=date(2020, 4, 20), freezes_on=date(2020, 4, 6), **of)
    Visit.objects.create(held_on=date(2020, 8, 20), freezes_on=date(2020, 8, 6), **of)
    Revisit.objects.create(
        area=desk.place.area,
        statement=statement,
        title="Joint area revisit",
        letter_on=date(2020, 6, 2),
        visited_from=date(2020, 5, 18),
        visited_until=date(2020, 5, 21),
        overall_judgement="Sufficient progress in one.",
        recorded_at=AT,
    )
    page = activity_page(desk.member, today=TODAY)
    deeds = [(deed.kind, deed.on, deed.words) for month in page.months for deed in month.by_board]
    assert deeds == [
        ("visit", visit.held_on, "Support and challenge visit by the department"),
        ("revisit", date(2020, 6, 2), "Letter of the revisit: Joint area revisit"),
    ]


def test_the_timeline_is_for_those_who_read_the_board_s_work(desk: Desk) -> None:
    with pytest.raises(Hidden):
        activity_page(desk.scrutiny, today=TODAY)
    assert activity_page(make_place("shire", "Shire").chair, today=TODAY).months == ()


def test_the_timeline_asks_as_often_whatever_its_length(desk: Desk, statement: Statement) -> None:
    chair = desk.chair
    with CaptureQueriesContext(connection) as few:
        activity_page(chair, today=TODAY)
    for month in range(1, 6):
        held_meeting(desk, date(2020, month, 10))
        add_activity(
            actor=desk.officer, at=AT, statement_ref=statement.ref, text="Told.",
            months=[PartialDate(2020, month)],
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        assert len(activity_page(chair, today=TODAY).months) == 5
    assert len(few) == len(many) == 5


def test_what_people_added_survives_the_export_and_the_next_import(
    shared_data: Path, db: None
) -> None:
    """York's nineteen are by month, one is undated; a twentieth is added and stays."""
    area = LocalArea.objects.create(slug="york", name="York", short_name="York")
    officer = officer_of(area)
    content = (shared_data / "york_wsoa_2020.json").read_bytes()
    bring(officer, content)
    statement = Statement.objects.in_area(area.pk).get()
    added = add_activity(
        actor=officer,
        at=AT,
        statement_ref=statement.ref,
        text="Families were told.",
        months=[MARCH],
    )
    document = export_document(actor=officer, ref=statement.ref)
    activities = document["activity_since_inspection"]
    assert len(activities) == 20
    assert activities[-1] == {
        "text": "Families were told.", "month_text": "March 2020", "months": ["2020-03"],
    }  # fmt: skip
    bring(officer, content)
    changed = json.loads(content)
    changed["activity_since_inspection"][0]["text"] = "Another briefing"
    report = bring(officer, json.dumps(changed).encode())
    bring(officer, json.dumps(changed).encode(), accepted=report.digest)
    rows = Activity.objects.in_area(area.pk).order_by("order")
    assert [row.text for row in rows][::19] == ["Another briefing", "Families were told."]
    assert rows.get(added_at__isnull=False).pk == added.pk
