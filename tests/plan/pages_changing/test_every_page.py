"""Every page of change: who opens it, what a stranger and nonsense find, and that looking writes
nothing.
"""

from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client

from alongside.kernel.dates import PartialDate
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations as measures
from alongside.measures.operations import SeriesDetails
from alongside.plan import operations
from alongside.plan.commands import Assessment, NewMeasure, RiskDetails
from alongside.plan.models import ImportQuestion, Lead, Line, StatusEntry
from alongside.plan.rules.codes import (
    LineKind,
    MeasureKind,
    MemberSide,
    Partner,
    QuestionField,
    QuestionKind,
    RiskKind,
    WhichDate,
)
from tests.plan.factories import AT, LETTER, Place, lead, make_place, record
from tests.plan.pages_changing.conftest import SignIn, to, words

LINE_PAGES = {
    "record_status": "officer",
    "attach_evidence": "officer",
    "ask_date_change": "officer",
    "set_first_date": "officer",
    "record_judgement": "chair",
    "record_forum_view": "forum",
    "add_impact": "officer",
    "add_milestone": "officer",
    "assign_lead": "officer",
    "reword_line": "officer",
    "add_line_below": "officer",
    "link_outcome": "officer",
    "add_measure": "officer",
}
PLAN_PAGES = (
    "edit_statement",
    "set_partners",
    "add_weakness",
    "add_line",
    "create_workstream",
    "raise_risk",
)


@pytest.fixture
def refs(place: Place, line: Line) -> Mapping[str, tuple[str, ...]]:
    """Page name -> what its address names, with one of everything in the action plan."""
    outcome = line.parent
    lead(place, line, Partner.COUNCIL, "Director", "Dora Director")
    record(place, line, "on_track", new_evidence=(LETTER,))
    line.refresh_from_db()
    by = {"actor": place.officer, "at": AT}
    change = operations.ask_date_change(
        **by,
        line_ref=line.ref,
        expected_version=line.version,
        which=WhichDate.END,
        new_date=PartialDate(2021, 6),
        reason="The provider changed",
    )
    impact = operations.add_impact(**by, line_ref=outcome.ref, text="Families wait less")
    milestone = operations.add_milestone(**by, line_ref=line.ref, text="A draft")
    measure = operations.add_measure(
        **by,
        line_ref=outcome.ref,
        new=NewMeasure("2.1-k1", "Plans in time", MeasureKind.MILESTONE),
    )
    measures.create_series(**by, details=SeriesDetails("Plans in time", "percent", "SEN2"))
    statement = outcome.statement
    stream = operations.create_workstream(
        **by, statement_ref=statement.ref, title="Commissioning", weakness_number=2
    )
    member = operations.add_member(
        **by,
        workstream_ref=stream.ref,
        side=MemberSide.HEALTH,
        member_from=date(2020, 6, 1),
        person_ref=place.person("Hana Health").ref,
    )
    risk = operations.raise_risk(
        **by,
        statement_ref=statement.ref,
        details=RiskDetails(RiskKind.RISK, "Nobody to write it", line_refs=(line.ref,)),
        assessment=Assessment(date(2020, 6, 1), 4, 4, 2, 3),
    )
    question = ImportQuestion.objects.create(
        area=place.area,
        statement=statement,
        line=line,
        kind=QuestionKind.UNKNOWN_INITIALS.value,
        about=QuestionField.LEAD.value,
        printed="S.D",
        asked_at=AT,
    )
    status = StatusEntry.objects.in_area(place.area.pk).get()
    evidence = line.evidence.get()
    weakness = statement.weaknesses.get()
    led = Lead.objects.in_area(place.area.pk).get()
    return {
        **dict.fromkeys(LINE_PAGES, (line.ref,)),
        **dict.fromkeys(PLAN_PAGES, (statement.ref,)),
        "correct_status": (status.ref,),
        "withdraw_evidence": (evidence.ref,),
        "decide_date_change": (change.ref,),
        "answer_impact": (impact.ref, "board"),
        "attach_impact_evidence": (impact.ref,),
        "link_impact": (impact.ref,),
        "complete_milestone": (milestone.ref,),
        "end_lead": (led.ref,),
        "link_measure": (measure.ref,),
        "edit_weakness": (weakness.ref,),
        "edit_workstream": (stream.ref,),
        "add_member": (stream.ref,),
        "add_task": (stream.ref,),
        "end_member": (member.ref,),
        "edit_risk": (risk.ref,),
        "assess_risk": (risk.ref,),
        "close_risk": (risk.ref,),
        "answer_question": (question.ref,),
        "lower_review_points": (statement.ref,),
        "withdraw_date_change": (change.ref,),
        "new_statement": (),
        "import_plan": (),
    }


WHO = {
    **LINE_PAGES,
    **dict.fromkeys(PLAN_PAGES, "officer"),
    "correct_status": "officer",
    "withdraw_evidence": "officer",
    "decide_date_change": "chair",
    "lower_review_points": "chair",
    "withdraw_date_change": "officer",
    "answer_impact": "chair",
    "attach_impact_evidence": "officer",
    "link_impact": "officer",
    "complete_milestone": "officer",
    "end_lead": "officer",
    "link_measure": "officer",
    "edit_weakness": "officer",
    "edit_workstream": "officer",
    "add_member": "officer",
    "add_task": "officer",
    "end_member": "officer",
    "edit_risk": "officer",
    "assess_risk": "officer",
    "close_risk": "officer",
    "answer_question": "officer",
    "new_statement": "officer",
    "import_plan": "officer",
}


@pytest.fixture
def clients(officer: Client, chair: Client, forum: Client) -> Mapping[str, Client]:
    return {"officer": officer, "chair": chair, "forum": forum}


def test_every_page_opens_for_its_role_and_writes_nothing(
    clients: Mapping[str, Client], refs: Mapping[str, tuple[str, ...]]
) -> None:
    before = LedgerEntry.objects.count()
    shown = {name: clients[WHO[name]].get(to(name, *refs[name])) for name in WHO}
    assert {name: page.status_code for name, page in shown.items()} == dict.fromkeys(WHO, 200)
    assert [name for name, page in shown.items() if "<h1" not in page.content.decode()] == []
    assert LedgerEntry.objects.count() == before


@pytest.mark.scenario(49)
def test_others_and_nonsense_find_nothing(
    sign_in: SignIn, clients: Mapping[str, Client], refs: Mapping[str, tuple[str, ...]]
) -> None:
    """A reader of the action plan, an officer of another area and a made-up name see the same."""
    reader = sign_in("Sara Scrutiny", "scrutiny_member")
    far = sign_in("Lee Leeds", "head_of_send", make_place("leeds", "Leeds"))
    answers = {}
    for name, here in refs.items():
        address = to(name, *here)
        answers[name, "reader"] = reader.get(address)
        answers[name, "another area"] = far.get(address)
        if here:
            answers[name, "their own area"] = far.get(address.replace("/york/", "/leeds/"))
            nonsense = to(name, "nothing-of-this-name", *here[1:])
            answers[name, "nonsense"] = clients[WHO[name]].get(nonsense)
    assert {key for key, answer in answers.items() if answer.status_code != 404} == set()


def test_an_empty_form_is_refused_with_sentences(
    clients: Mapping[str, Client], refs: Mapping[str, tuple[str, ...]]
) -> None:
    before = LedgerEntry.objects.count()
    for name in set(WHO) - {"set_partners", "withdraw_date_change"}:
        page = clients[WHO[name]].post(to(name, *refs[name]), {"nothing": "at all"})
        assert page.status_code == 422, name
        assert "There is a problem" in words(page), name
        assert "This field is required" not in words(page), name
        assert page.content.decode().count("<title>Error: ") == 1, name
    assert LedgerEntry.objects.count() == before


def test_a_signed_out_visitor_is_asked_to_sign_in(refs: Mapping[str, tuple[str, ...]]) -> None:
    assert Client().get(to("record_status", *refs["record_status"])).status_code == 302


def test_kinds_of_lines_know_what_stands_below(officer: Client, line: Line) -> None:
    assert "Add a task below 2.1-A" in words(officer.get(to("add_line_below", line.ref)))
    assert "Add an action below 2.1" in words(officer.get(to("add_line_below", line.parent.ref)))
    assert line.kind == LineKind.ACTION
