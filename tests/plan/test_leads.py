"""A lead post for every accountable partner, and who answers when people or organisations change."""

from datetime import date

import pytest

from alongside.kernel.refusals import Refusal
from alongside.people import operations as people
from alongside.people.models import PostHolding
from alongside.plan import operations, queries
from alongside.plan.models import ImportQuestion, Lead, Line, PublishedRow, SourceDocument
from alongside.plan.rules.codes import Partner
from tests.plan.factories import AT, TODAY, Place, lead, make_statement

pytestmark = pytest.mark.django_db


def gaps(place: Place, line: Line, today: date = TODAY) -> tuple[str, ...]:
    return queries.line_page(place.chair, line_ref=line.ref, today=today).line.gaps


def test_a_line_says_no_health_lead_even_if_the_council_has_one(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    assert gaps(place, line) == ("No health lead",)


def test_a_line_with_both_leads_in_post_is_owned(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    lead(place, line, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    assert gaps(place, line) == ()


def test_a_lead_who_leaves_makes_the_line_ownerless_and_the_chair_sees_it(
    place: Place, line: Line
) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    lead(place, line, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    holding = PostHolding.objects.in_area(place.area.pk).get(person=place.person("Nora Nurse"))
    people.end_holding(actor=place.operator(), at=AT, ref=holding.ref, held_until=date(2020, 9, 1))
    assert gaps(place, line, date(2020, 8, 31)) == ()
    assert gaps(place, line, date(2020, 9, 1)) == ("No health lead: nobody is Chief Nurse now",)
    shown = queries.ownerless_lines(place.chair, today=date(2020, 9, 1))
    assert line.ref in {each.ref for each in shown}


def test_a_promise_of_the_ccg_passes_to_its_successor_on_the_day(place: Place, line: Line) -> None:
    lead(place, line, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    board = people.register_organisation(
        actor=place.operator(), at=AT, name="Humber and North Yorkshire ICB", kind="health"
    )
    people.record_succession(
        actor=place.operator(),
        at=AT,
        predecessor=place.health,
        successor=board,
        followed_on=date(2022, 7, 1),
    )
    page = queries.line_page(place.chair, line_ref=line.ref, today=date(2022, 6, 30))
    assert page.line.leads_for("health")[0].organisation == "City of York CCG"
    page = queries.line_page(place.chair, line_ref=line.ref, today=date(2022, 7, 1))
    (led,) = page.line.leads_for("health")
    assert led.organisation == "Humber and North Yorkshire ICB"
    assert led.promised_by == "City of York CCG"


def test_an_ended_lead_no_longer_counts_and_stays_in_the_history(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", "Harriet Head")
    row = Lead.objects.in_area(place.area.pk).get()
    operations.end_lead(actor=place.officer, at=AT, lead_ref=row.ref, lead_until=TODAY)
    assert gaps(place, line) == ("No council lead", "No health lead")
    assert Lead.objects.in_area(place.area.pk).count() == 1
    with pytest.raises(Refusal, match="ended already"):
        operations.end_lead(actor=place.officer, at=AT, lead_ref=row.ref, lead_until=TODAY)


def test_the_same_post_leads_a_line_once(place: Place, line: Line) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND")
    with pytest.raises(Refusal, match="already leads this line"):
        lead(place, line, Partner.COUNCIL, "Head of SEND")


def test_a_third_accountable_partner_is_asked_for_too(place: Place, line: Line) -> None:
    operations.set_accountable_partners(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        partners=[Partner.COUNCIL, Partner.HEALTH, Partner.FAMILIES],
    )
    assert gaps(place, line) == ("No council lead", "No health lead", "No families lead")


def test_the_council_and_health_are_always_accountable(place: Place) -> None:
    statement = make_statement(place)
    with pytest.raises(Refusal, match="always accountable"):
        operations.set_accountable_partners(
            actor=place.officer, at=AT, statement_ref=statement.ref, partners=[Partner.COUNCIL]
        )


def test_a_persons_own_lines_are_those_they_lead_today(place: Place, line: Line) -> None:
    lead(place, line, Partner.HEALTH, "Chief Nurse", "Nora Nurse")
    nurse = place.actor("Nora Nurse", "designated_clinical_officer")
    assert [each.ref for each in queries.my_lines(nurse, today=TODAY)] == [line.ref]
    assert queries.my_lines(place.officer, today=TODAY) == ()
    assert queries.my_lines(nurse, today=date(2019, 12, 31)) == ()


def imported(place: Place, line: Line, printed: str = "") -> SourceDocument:
    """As if a document had brought the line, with this in its lead column."""
    source = SourceDocument.objects.create(
        area_id=line.area_id, statement=line.statement, kind="published_progress", imported_at=AT
    )
    PublishedRow.objects.create(
        area_id=line.area_id, source=source, line=line, order=1, lead_printed=printed
    )
    return source


def unknown(place: Place, line: Line) -> tuple[str, ...]:
    return queries.line_page(place.chair, line_ref=line.ref, today=TODAY).line.unknown_leads


def test_a_lead_column_that_was_lost_is_no_missing_lead(place: Place, line: Line) -> None:
    imported(place, line)
    assert gaps(place, line) == ()
    assert unknown(place, line) == ("Lead not published",)
    lead(place, line, Partner.COUNCIL, "Director", "Dora Director")
    assert gaps(place, line) == ("No health lead",)
    assert unknown(place, line) == ()


def test_a_printed_lead_that_is_asked_about_is_no_missing_lead(place: Place, line: Line) -> None:
    source = imported(place, line, "CYC (S.D)")
    ImportQuestion.objects.create(
        area=place.area,
        statement=line.statement,
        source=source,
        line=line,
        kind="unknown_initials",
        about="lead",
        partner="council",
        printed="S.D",
        asked_at=AT,
    )
    assert gaps(place, line) == ("No health lead",)
    assert unknown(place, line) == ("Lead printed, question open",)


def test_lines_of_unknown_leads_are_counted_apart(place: Place, line: Line) -> None:
    imported(place, line)
    asked = {"today": TODAY, "statement_id": line.statement_id}
    without, not_known = queries.lines_by_ownership(place.chair, **asked)
    assert [x.reference for x in without] == ["2.1"]
    assert [x.reference for x in not_known] == ["2.1-A"]


def test_a_vacant_post_says_so_wherever_it_leads(place: Place, line: Line) -> None:
    lead(place, line, Partner.HEALTH, "Chief Nurse")
    (found,) = queries.ownerless_lines(place.chair, today=TODAY, statement_id=line.statement_id)[1:]
    assert found.lead_words == "Health: Chief Nurse (nobody in post)"


def test_an_officer_who_left_is_no_officer(place: Place, line: Line) -> None:
    stream = operations.create_workstream(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        title="Commissioning",
        officer_post_ref=place.post("Commissioner").ref,
    )
    page = queries.workstream_page(place.chair, workstream_ref=stream.ref, today=TODAY)
    assert page.officer == "Commissioner (nobody in post)"
    (row,) = queries.workstreams_page(
        place.chair, statement_ref=line.statement.ref, today=TODAY
    ).workstreams
    assert row.officer == "Commissioner (nobody in post)"
