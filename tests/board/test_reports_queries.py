"""What the board reads of reports: by month, one month, one report, and one's own to write."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.board.models import AssuranceReport, EditionReport, PackEdition
from alongside.board.queries.report_values import MonthReport
from alongside.board.queries.reports import (
    month_reports,
    report_page,
    reports_by_month,
    reports_to_write,
    writing,
)
from alongside.board.rules.codes import Side
from alongside.board.rules.reports import ReportState, ReportText
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden
from alongside.plan import operations as plan
from alongside.plan.commands import Assessment, RiskDetails
from alongside.plan.models import Line
from alongside.plan.rules.codes import MemberSide, Partner, RiskKind, WhichDate
from tests.board.reporting import (
    AUGUST,
    JULY,
    JUNE,
    PARTLY,
    SURE,
    Desk,
    freeze_pack,
    make_desk,
    make_measured,
    noon,
)
from tests.plan.factories import AT, lead, make_action, make_outcome, make_place

pytestmark = pytest.mark.django_db
LATER = date(2020, 9, 12)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


def read(desk: Desk, month: date = JUNE, today: date = LATER) -> MonthReport:
    return month_reports(desk.reader, month=month, today=today)[0]


@pytest.mark.scenario(39)
def test_a_month_without_a_report_never_repeats_the_month_before(desk: Desk) -> None:
    desk.file(SURE, JUNE)
    june, july = read(desk, JUNE), read(desk, JULY)
    assert (june.words, june.colour) == ("Assured", "green")
    assert (july.words, july.colour, july.state) == (
        "No report received",
        "red",
        ReportState.MISSING,
    )
    assert (july.text, july.material, july.ref, july.filed_at) == (None, None, "", None)


@pytest.mark.scenario(39)
def test_a_draft_is_not_a_report(desk: Desk) -> None:
    desk.save(SURE)
    found = read(desk)
    assert (found.words, found.text) == ("No report received", None)
    draft = AssuranceReport.objects.in_area(desk.place.area.pk).get()
    with pytest.raises(Hidden):
        report_page(desk.chair, report_ref=draft.ref, today=LATER)


@pytest.mark.parametrize(
    ("today", "words"),
    [(date(2020, 7, 5), "Not due yet"), (date(2020, 7, 6), "No report received")],
)
def test_a_report_is_missing_from_the_day_after_it_was_due(
    desk: Desk, today: date, words: str
) -> None:
    assert read(desk, today=today).words == words


def test_the_boards_own_due_day_counts(desk: Desk) -> None:
    desk.board.report_due_day = 14
    desk.board.save()
    assert read(desk).due_on == date(2020, 7, 14)


def test_a_late_report_says_by_how_many_days(desk: Desk) -> None:
    desk.file(at=noon(2020, 7, 8))
    found = read(desk)
    assert (found.words, found.notes) == ("Partly assured", ("3 days late",))


def test_a_report_after_the_freeze_says_so(desk: Desk) -> None:
    freeze_pack(desk, JUNE, noon(2020, 7, 10))
    desk.file(at=noon(2020, 7, 12))
    assert read(desk).notes == ("7 days late", "Received after the pack was frozen")


def test_a_report_that_a_later_edition_holds_says_so(desk: Desk) -> None:
    first = freeze_pack(desk, JUNE, noon(2020, 7, 10))
    desk.file(at=noon(2020, 7, 12))
    PackEdition.objects.create(
        area=desk.place.area, pack=first.pack, number=2, why="A report came.", content="{}",
        content_sha256="0" * 64, frozen_at=noon(2020, 7, 13),
    )  # fmt: skip
    assert read(desk).notes[-1] == "Only in a later edition of the pack"


def test_a_month_without_a_meeting_is_frozen_with_the_next_ones_pack(desk: Desk) -> None:
    freeze_pack(desk, JULY, noon(2020, 8, 10))
    desk.file(at=noon(2020, 8, 12))
    assert read(desk).notes[-1] == "Received after the pack was frozen"


def test_a_late_report_leaves_it_visible_that_none_came_in_time(desk: Desk) -> None:
    desk.file(SURE, at=noon(2020, 9, 12))
    seen = read(desk, today=date(2020, 9, 12)).seen
    assert (seen.words, seen.colour) == ("No report received in time", "red")
    assert seen.notes == ("Came 69 days late: Assured",)


def test_a_report_before_the_freeze_does_not(desk: Desk) -> None:
    desk.file(at=noon(2020, 7, 5))
    edition = freeze_pack(desk, JUNE, noon(2020, 7, 10))
    report = AssuranceReport.objects.in_area(desk.place.area.pk).get()
    EditionReport.objects.create(area=desk.place.area, edition=edition, report=report)
    assert read(desk).notes == ()
    page = report_page(desk.reader, report_ref=report.ref, today=LATER)
    assert page.editions == ("Pack of the board, edition 1",)


def test_what_stands_is_the_latest_correction(desk: Desk) -> None:
    report = desk.file(at=noon(2020, 7, 8))
    desk.correct(report, SURE, why="I misread it.")
    found = read(desk)
    assert (found.words, found.text, found.ref) == ("Assured", SURE, report.ref)
    assert found.notes == ("3 days late", "Corrected since")
    page = report_page(desk.reader, report_ref=report.ref, today=LATER)
    assert [(v.text, v.why) for v in page.versions] == [(SURE, "I misread it."), (PARTLY, "")]


def test_a_workstream_set_up_later_owes_nothing_for_the_months_before(desk: Desk) -> None:
    desk.another("Later", "Lena Late", weakness=None, member_from=date(2020, 8, 17))
    states = {
        month: month_reports(desk.reader, month=month, today=LATER)[1].state
        for month in (JUNE, JULY, AUGUST)
    }
    assert states == {
        JUNE: ReportState.NOT_EXPECTED,
        JULY: ReportState.NOT_EXPECTED,
        AUGUST: ReportState.MISSING,
    }


def test_a_workstream_that_nobody_joined_owes_nothing_and_says_so(desk: Desk) -> None:
    desk.another("Empty", weakness=None, side=None)
    found = month_reports(desk.reader, month=JUNE, today=LATER)[1]
    assert (found.state, found.stream.is_empty) == (ReportState.NOT_EXPECTED, True)


def test_a_workstream_whose_members_left_owes_nothing_more(desk: Desk) -> None:
    member = desk.stream.members.get()
    plan.end_member(
        actor=desk.place.officer, at=AT, member_ref=member.ref, member_until=date(2020, 7, 15)
    )
    assert read(desk, JULY).state is ReportState.MISSING
    assert read(desk, AUGUST).state is ReportState.NOT_EXPECTED


def test_nothing_is_expected_before_the_board_was_there(desk: Desk) -> None:
    assert read(desk, date(2020, 5, 1)).state is ReportState.NOT_EXPECTED


def test_the_side_is_kept_as_it_was_when_filed(desk: Desk) -> None:
    desk.file()
    desk.stream.members.update(side=MemberSide.HEALTH.value)
    found = read(desk)
    assert (found.side, found.stream.side) == (Side.EDUCATION, Side.HEALTH)


def test_the_view_by_month_has_every_workstream_and_twelve_months(desk: Desk) -> None:
    desk.another("Co-production", "Olga Other", weakness=None)
    desk.file()
    found = reports_by_month(desk.reader, last=AUGUST, today=LATER)
    assert [row.stream.title for row in found.rows] == ["Joint commissioning", "Co-production"]
    words = [report.words for report in found.rows[0].reports]
    assert words[:4] == [
        "No report received",
        "No report received",
        "Partly assured",
        "Not expected",
    ]
    assert (len(words), found.months[0]) == (12, AUGUST)
    assert found.choices == (date(2020, 9, 1), AUGUST, JULY, JUNE)


def test_the_view_by_month_asks_as_often_whatever_the_number_of_workstreams(desk: Desk) -> None:
    reader = desk.reader

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            reports_by_month(reader, last=AUGUST, today=LATER)
        return len(asked)

    desk.file()
    few = queries()
    for number in range(5):
        stream = desk.another(f"More {number}", f"Olga {number}", weakness=None)
        desk.file(stream=stream, actor=desk.place.officer)
    assert queries() == few
    assert few <= 9


def test_an_area_without_a_board_has_no_reports(desk: Desk) -> None:
    desk.board.seats.all().delete()
    desk.board.delete()
    found = reports_by_month(desk.reader, last=AUGUST, today=LATER)
    assert (found.has_board, found.rows) == (False, ())
    assert month_reports(desk.reader, month=JUNE, today=LATER) == ()


@pytest.mark.parametrize("role", ["scrutiny_member", "data_analyst", "senco", "administrator"])
def test_who_may_not_read_the_boards_work_finds_nothing(desk: Desk, role: str) -> None:
    actor = desk.place.actor("Nora Nobody", role)
    with pytest.raises(Hidden):
        month_reports(actor, month=JUNE, today=LATER)
    with pytest.raises(Hidden):
        reports_by_month(actor, last=JUNE, today=LATER)
    with pytest.raises(Hidden):
        report_page(actor, report_ref=desk.file().ref, today=LATER)


def test_another_areas_report_is_not_there(desk: Desk) -> None:
    leeds = make_desk(make_place("leeds", "Leeds"))
    with pytest.raises(Hidden):
        report_page(desk.chair, report_ref=leeds.file().ref, today=LATER)
    with pytest.raises(Hidden):
        writing(desk.chair, workstream_ref=leeds.stream.ref, month=JUNE, today=LATER)


def test_the_draft_is_for_whoever_may_write_it(desk: Desk) -> None:
    desk.save(PARTLY)
    found = writing(desk.officer, workstream_ref=desk.stream.ref, month=JUNE, today=LATER)
    assert (found.text, found.version, found.days_late) == (PARTLY, 2, 69)
    with pytest.raises(Hidden):
        writing(desk.reader, workstream_ref=desk.stream.ref, month=JUNE, today=LATER)


def test_nothing_of_the_month_before_stands_in_a_new_draft(desk: Desk) -> None:
    desk.file(SURE, JUNE)
    found = writing(desk.officer, workstream_ref=desk.stream.ref, month=JULY, today=LATER)
    assert (found.text, found.version, found.is_begun) == (ReportText(), 1, False)


def test_an_officer_has_their_own_reports_to_write(desk: Desk) -> None:
    desk.another("Co-production", "Olga Other", weakness=None)
    desk.file(month=JUNE)
    desk.save(month=JULY, at=noon(2020, 8, 2))
    due = reports_to_write(desk.officer, today=LATER)
    assert [(r.month, r.words, r.has_draft) for r in due] == [
        (JULY, "No report received", True),
        (AUGUST, "No report received", False),
        (date(2020, 9, 1), "Not due yet", False),
    ]
    assert reports_to_write(desk.chair, today=LATER) == ()


@pytest.fixture
def measured(desk: Desk) -> Line:
    return make_measured(desk)


@pytest.mark.scenario(36)
def test_the_board_sees_what_is_done_and_not_yet_making_a_difference(
    desk: Desk, measured: Line
) -> None:
    desk.file()
    material = read(desk).material
    assert material is not None
    (line,) = material.not_yet
    assert (line.reference, line.status) == ("2.1-A", "Completed")
    assert line.note == "2.1-k1: 63.0% (63 of 100), target at least 75%"
    (measure,) = material.measures
    assert (measure.figure, measure.base, measure.met) == ("63.0%", "63 of 100", False)
    assert material.missed == (measure,)


def test_the_material_says_what_changed_in_the_month_only(desk: Desk, measured: Line) -> None:
    desk.file()
    desk.file(month=JULY, at=noon(2020, 8, 3))
    june, july = read(desk, JUNE).material, read(desk, JULY).material
    assert june is not None
    assert july is not None
    assert ("2.1-A", "Status recorded: completed") in [(c.reference, c.words) for c in june.changes]
    assert {change.on[:7] for change in june.changes} == {"2020-06"}
    assert july.changes == ()


def test_the_material_is_of_the_workstreams_own_lines(desk: Desk, measured: Line) -> None:
    other = desk.another("Another weakness", "Olga Other", weakness=None)
    desk.file(stream=other, actor=desk.place.officer)
    found = month_reports(desk.reader, month=JUNE, today=LATER)
    material = found[1].material
    assert material is not None
    assert (material.line_count, material.lines, material.measures) == (0, (), ())


def test_tasks_of_a_workstream_bring_what_stands_above_them(desk: Desk, measured: Line) -> None:
    other = desk.another("Another weakness", "Olga Other", weakness=None)
    plan.add_task(
        actor=desk.place.officer,
        at=AT,
        workstream_ref=other.ref,
        action_ref=measured.ref,
        text="Ask ten families",
        end=PartialDate(2020, 6, 20),
    )
    desk.file(stream=other, actor=desk.place.officer)
    material = month_reports(desk.reader, month=JUNE, today=LATER)[1].material
    assert material is not None
    assert [line.reference for line in material.lines] == ["2.1", "2.1-A", "2.1-A.1"]
    assert [(x.reference, x.note) for x in material.overdue] == [
        ("2.1-A.1", "12 days past its end date")
    ]


def test_the_material_holds_risks_slips_and_lines_without_a_lead(desk: Desk) -> None:
    place = desk.place
    action = make_action(place, make_outcome(place, desk.statement))
    lead(place, action, Partner.COUNCIL, "Procurement Lead", "Pat Procurer")
    plan.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=desk.statement.ref,
        details=RiskDetails(RiskKind.RISK, "Nobody to lead it", line_refs=(action.ref,)),
        assessment=Assessment(date(2020, 6, 15), 4, 5, 2, 3),
    )
    _slip(desk, action)
    desk.file()
    material = read(desk).material
    assert material is not None
    (risk,) = material.risks
    assert (risk.title, risk.score_before, risk.score_after, risk.references) == (
        "Nobody to lead it",
        20,
        6,
        "2.1-A",
    )
    assert [(x.reference, x.note) for x in material.slips] == [
        ("2.1-A", "Moved 1 time, 91 days in all")
    ]
    assert ("2.1-A", "No health lead") in [(x.reference, x.note) for x in material.without_lead]


def _slip(desk: Desk, line: Line) -> None:
    line.refresh_from_db()
    change = plan.ask_date_change(
        actor=desk.place.officer,
        at=AT,
        line_ref=line.ref,
        expected_version=line.version,
        which=WhichDate.END,
        new_date=PartialDate(2021, 6),
        reason="Recruitment.",
    )
    plan.consent_to_date_change(actor=desk.chair, at=AT, change_ref=change.ref)
