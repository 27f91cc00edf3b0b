"""Writing, filing and correcting monthly reports."""

from datetime import date

import pytest

from alongside.access.roles import permissions_of
from alongside.board.models import AssuranceReport
from alongside.board.operations import reports as operations
from alongside.board.queries.material_values import from_json
from alongside.board.rules.codes import Side
from alongside.board.rules.reports import ReportText
from alongside.kernel.actor import Actor, Holding, Scope
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.plan.rules.codes import Partner
from tests.board.reporting import (
    AUGUST,
    JULY,
    JUNE,
    PARTLY,
    SURE,
    Desk,
    freeze_pack,
    make_desk,
    noon,
)
from tests.plan.factories import (
    complete,
    lead,
    make_action,
    make_outcome,
    make_place,
    record,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


def verbs(desk: Desk) -> list[str]:
    entries = LedgerEntry.objects.filter(area_id=desk.place.area.pk, verb__startswith="board.")
    return list(entries.order_by("seq").values_list("verb", flat=True))


def told(desk: Desk, name: str) -> list[str]:
    rows = Notice.objects.in_area(desk.place.area.pk).filter(person=desk.place.person(name))
    return [
        row for row in rows.order_by("id").values_list("sentence", flat=True) if "report" in row
    ]


def test_a_draft_is_begun_with_anything_still_empty(desk: Desk) -> None:
    draft = desk.save(ReportText("", " Half a thought "))
    assert (draft.assurance, draft.assured, draft.version) == ("Half a thought", "", 2)
    assert (draft.filed_at, draft.due_on, draft.material) == (None, date(2020, 7, 5), {})
    assert verbs(desk) == ["board.save_draft"]
    assert told(desk, "Charlie Chair") == []


def test_a_draft_is_changed_and_is_one_row(desk: Desk) -> None:
    desk.save()
    desk.save(SURE)
    row = AssuranceReport.objects.in_area(desk.place.area.pk).get()
    assert (row.assured, row.concerns, row.version) == ("assured", "", 3)


@pytest.mark.both_engines
def test_two_officers_who_begin_one_report_do_not_overwrite_each_other(desk: Desk) -> None:
    desk.save(PARTLY)
    with pytest.raises(Changed) as refused:
        desk.save(SURE, expected=1, actor=desk.place.officer)
    assert ("How sure", "Partly assured", "Assured") in refused.value.differences
    assert [label for label, *_ in refused.value.differences][-1] == "What the board is asked for"
    assert AssuranceReport.objects.in_area(desk.place.area.pk).get().assured == "partly"


def test_the_second_officer_may_save_over_the_first_knowingly(desk: Desk) -> None:
    desk.save(PARTLY)
    desk.save(SURE, expected=2, actor=desk.place.officer)
    assert AssuranceReport.objects.in_area(desk.place.area.pk).get().assured == "assured"


def test_filing_keeps_text_side_and_what_the_plan_says(desk: Desk) -> None:
    outcome = make_outcome(desk.place, desk.statement)
    action = make_action(desk.place, outcome)
    lead(desk.place, action, Partner.COUNCIL, "Procurement Lead", "Pat Procurer")
    late = {"note": "Late.", "forecast": PartialDate(2021, 6)}
    record(desk.place, action, "progressing_delayed", date(2020, 6, 20), **late)
    report = desk.file(at=noon(2020, 7, 3))
    material = from_json(report.material)
    assert material is not None
    assert report.filed_at == noon(2020, 7, 3)
    assert report.side == Side.EDUCATION
    assert (material.made_on, material.line_count) == ("2020-07-03", 2)
    assert [line.reference for line in material.overdue] == ["2.1-A"]
    assert "Status recorded: progressing but delayed" in [each.words for each in material.changes]
    assert verbs(desk)[-1] == "board.file_report"
    assert told(desk, "Charlie Chair") == ["The report on part 2 for June 2020 was filed."]


def test_what_was_filed_does_not_follow_the_plan(desk: Desk) -> None:
    action = make_action(desk.place, make_outcome(desk.place, desk.statement))
    report = desk.file()
    complete(desk.place, action, date(2020, 7, 6))
    report.refresh_from_db()
    material = from_json(report.material)
    assert material is not None
    assert {line.status for line in material.lines} == {"No status recorded"}


def test_the_material_names_posts_and_no_people(desk: Desk) -> None:
    action = make_action(desk.place, make_outcome(desk.place, desk.statement))
    lead(desk.place, action, Partner.COUNCIL, "Procurement Lead", "Pat Procurer")
    record(desk.place, action, "on_track", date(2020, 6, 20))
    report = desk.file()
    assert "Procurement Lead" in str(report.material)
    assert not [name for name in desk.place.people if name in str(report.material)]


def test_a_report_that_is_not_whole_is_not_filed(desk: Desk) -> None:
    with pytest.raises(Refusals):
        desk.file(ReportText("partly"))
    assert AssuranceReport.objects.in_area(desk.place.area.pk).get().filed_at is None


def test_a_month_that_has_not_ended_is_not_filed(desk: Desk) -> None:
    with pytest.raises(Refusal, match="file it from 1 August 2020"):
        desk.file(month=JULY, at=noon(2020, 7, 31))


def test_a_month_that_has_not_begun_has_no_draft(desk: Desk) -> None:
    with pytest.raises(Refusal, match="August 2020 has not begun"):
        desk.save(month=AUGUST)


def test_the_end_of_a_month_is_that_of_london(desk: Desk) -> None:
    """Half past eleven at night in UTC is the first of July in London."""
    desk.file(at=noon(2020, 6, 30).replace(hour=23, minute=30))


def test_a_draft_that_changed_is_read_again_before_it_is_filed(desk: Desk) -> None:
    draft = desk.save()
    desk.save(SURE, actor=desk.place.officer)
    with pytest.raises(Changed, match="Read it again"):
        operations.file_report(
            actor=desk.officer,
            at=noon(2020, 7, 2),
            workstream_ref=desk.stream.ref,
            month=JUNE,
            expected_version=draft.version,
        )


def test_a_filed_report_is_neither_written_nor_filed_again(desk: Desk) -> None:
    report = desk.file()
    with pytest.raises(Refusal, match="filed already"):
        desk.save(SURE)
    with pytest.raises(Refusal, match="filed already"):
        operations.file_report(
            actor=desk.officer,
            at=noon(2020, 7, 2),
            workstream_ref=desk.stream.ref,
            month=JUNE,
            expected_version=report.version,
        )


def test_what_was_never_begun_cannot_be_filed(desk: Desk) -> None:
    with pytest.raises(Hidden):
        operations.file_report(
            actor=desk.officer,
            at=noon(2020, 7, 2),
            workstream_ref=desk.stream.ref,
            month=JUNE,
            expected_version=1,
        )


def test_a_report_after_the_freeze_is_accepted(desk: Desk) -> None:
    freeze_pack(desk, JUNE, noon(2020, 7, 8))
    assert desk.file(at=noon(2020, 7, 9)).filed_at is not None


def test_a_new_due_day_makes_no_old_report_late(desk: Desk) -> None:
    report = desk.file(at=noon(2020, 7, 5))
    desk.board.report_due_day = 1
    desk.board.save()
    report.refresh_from_db()
    assert report.due_on == date(2020, 7, 5)


def test_an_area_without_a_board_has_nobody_to_report_to(desk: Desk) -> None:
    leeds = make_place("leeds", "Leeds")
    other = make_desk(leeds)
    other.board.seats.all().delete()
    other.board.delete()
    with pytest.raises(Refusal, match="no improvement board yet"):
        other.save()


@pytest.mark.parametrize("role", ["board_member", "independent_scrutineer", "scrutiny_member"])
def test_who_only_reads_writes_nothing(desk: Desk, role: str) -> None:
    with pytest.raises(Hidden):
        desk.save(actor=desk.place.actor("Robin Reader", role))


def test_an_officer_of_another_workstream_writes_nothing(desk: Desk) -> None:
    desk.another("Co-production", "Olga Other", weakness=None)
    with pytest.raises(Hidden):
        desk.save(actor=desk.place.actor("Olga Other", "workstream_officer"))


def test_whoever_held_the_post_before_writes_nothing(desk: Desk) -> None:
    desk.stream.officer_post.holdings.update(held_until=date(2020, 7, 1))
    with pytest.raises(Hidden):
        desk.save()


@pytest.mark.parametrize("role", ["head_of_send", "nominated_officer"])
def test_whoever_runs_the_board_may_write_for_an_officer(desk: Desk, role: str) -> None:
    assert desk.file(actor=desk.place.actor("Rita Runs", role)).filed_by.name == "Rita Runs"


def test_a_grant_for_another_organisation_does_not_reach_the_officers_post(desk: Desk) -> None:
    wanda = desk.place.person("Wanda Works")

    def holding(organisation_id: int) -> Actor:
        held = Holding(
            "workstream_officer",
            permissions_of("workstream_officer"),
            Scope(organisation_id=organisation_id),
        )
        return Actor(wanda.pk, "Wanda", desk.place.area.pk, "york", (held,))

    with pytest.raises(Hidden):
        desk.save(actor=holding(desk.place.health.pk))
    assert desk.save(actor=holding(desk.place.council.pk)).begun_by == wanda


def test_another_areas_workstream_is_not_there(desk: Desk) -> None:
    leeds = make_desk(make_place("leeds", "Leeds"))
    with pytest.raises(Hidden):
        desk.save(stream=leeds.stream, expected=1, actor=desk.place.officer)
    report = leeds.file()
    with pytest.raises(Hidden):
        desk.correct(report, SURE, actor=desk.place.officer)


def test_a_correction_is_a_later_row_with_its_reason(desk: Desk) -> None:
    report = desk.file()
    correction = desk.correct(report, SURE, why="I misread the minutes.")
    report.refresh_from_db()
    assert (report.assured, correction.assured) == ("partly", "assured")
    assert correction.corrects == report
    assert correction.correction_why == "I misread the minutes."
    assert (correction.material, correction.side) == (report.material, report.side)
    assert verbs(desk)[-1] == "board.correct_report"
    assert told(desk, "Charlie Chair")[-1] == "An assurance report for June 2020 was corrected."


def test_a_correction_is_corrected_by_the_next(desk: Desk) -> None:
    report = desk.file()
    first = desk.correct(report, SURE)
    second = desk.correct(report, PARTLY, expected=first.version)
    assert second.corrects == first


@pytest.mark.both_engines
def test_two_officers_who_correct_one_report_do_not_overwrite_each_other(desk: Desk) -> None:
    report = desk.file()
    desk.correct(report, SURE)
    with pytest.raises(Changed) as refused:
        desk.correct(report, ReportText("not_assured", "Nothing.", "All."), expected=report.version)
    assert ("How sure", "Assured", "Not assured") in refused.value.differences


def test_a_draft_cannot_be_corrected_and_neither_can_a_correction(desk: Desk) -> None:
    draft = desk.save()
    with pytest.raises(Hidden):
        desk.correct(draft, SURE)
    report = desk.file()
    correction = desk.correct(report, SURE)
    with pytest.raises(Hidden):
        desk.correct(correction, PARTLY)


def test_a_reader_corrects_nothing(desk: Desk) -> None:
    with pytest.raises(Hidden):
        desk.correct(desk.file(), SURE, actor=desk.reader)


def test_the_ledger_holds_no_word_of_a_report(desk: Desk) -> None:
    desk.correct(desk.file(), SURE)
    entries = LedgerEntry.objects.filter(area_id=desk.place.area.pk, verb__startswith="board.")
    details = " ".join(entry.detail.content for entry in entries.select_related("detail"))
    assert "Nobody leads" not in details
    assert "2020-06" in details
