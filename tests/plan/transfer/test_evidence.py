"""Where an impact is shown travels with the action plan: out, back again, and never over people's own links."""

import copy
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from alongside.exchange.tables import TableRefused
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Refusals
from alongside.measures import operations as measures
from alongside.measures import perms as measures_perms
from alongside.measures.models import ImpactEvidence
from alongside.people.models import LocalArea
from alongside.plan import operations, perms
from alongside.plan.models import ImpactStatement, Statement
from alongside.plan.transfer import ImportResult, export_csv, export_document
from tests.measures.outcomes import EASY_READ, impact
from tests.plan.transfer.conftest import AT, Document, Importing, officer_of

LATER = datetime(2022, 10, 3, 9, tzinfo=UTC)
GUIDE = replace(EASY_READ, title="Guide for families")


@pytest.fixture
def area(york_is_here: LocalArea, db: None) -> LocalArea:
    return york_is_here


@pytest.fixture
def analyst(area: LocalArea) -> Actor:
    return system_actor(
        name="test",
        area_id=area.pk,
        area_slug=area.slug,
        permissions=[*measures_perms.MEANINGS, *perms.MEANINGS],
    )


@pytest.fixture
def page(analyst: Actor) -> ImpactEvidence:
    return impact(analyst)


@pytest.fixture
def plan(area: LocalArea) -> str:
    return str(Statement.objects.in_area(area.pk).get().ref)


@pytest.fixture
def first(area: LocalArea) -> ImpactStatement:
    return first_of(area)


def first_of(area: LocalArea) -> ImpactStatement:
    rows = ImpactStatement.objects.in_area(area.pk).select_related("line", "told_in")
    return rows.order_by("line__order", "order").first()


def link(analyst: Actor, row: ImpactStatement, ref: str) -> None:
    operations.link_impact(
        actor=analyst, at=AT, impact_ref=row.ref, expected_version=row.version, told_in_ref=ref
    )


def exported(analyst: Actor, plan: str) -> Document:
    return copy.deepcopy(export_document(actor=analyst, ref=plan))


def outcome_of(document: Document, row: ImpactStatement) -> Document:
    outcomes = (o for area in document["areas_for_improvement"] for o in area["outcomes"])
    found: Document = next(o for o in outcomes if o["id"] == row.line.reference)
    return found


def told(area: LocalArea) -> str:
    row = first_of(area)
    return row.told_in.title if row.told_in else ""


def accepted(importing: Importing, document: Document | bytes, **more: object) -> ImportResult:
    """Imported again, with whatever differs accepted."""
    return importing(document, at=LATER, accept_all=True, **more).result


def test_the_export_says_where_an_impact_is_shown_and_nothing_where_it_is_not(
    analyst: Actor, plan: str, first: ImpactStatement, page: ImpactEvidence, york: Document
) -> None:
    assert exported(analyst, plan) == york
    link(analyst, first, page.ref)
    said = outcome_of(exported(analyst, plan), first)["impact_evidence"]
    assert said == [{"impact": first.text, "evidence": "Easy-read strategy", "ref": page.ref}]


def test_what_was_exported_gives_the_same_link_back(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    page: ImpactEvidence,
    importing: Importing,
) -> None:
    link(analyst, first, page.ref)
    document = exported(analyst, plan)
    first.refresh_from_db()
    link(analyst, first, "")
    assert told(area) == ""
    assert accepted(importing, document) is ImportResult.UPDATED
    assert told(area) == "Easy-read strategy"
    assert exported(analyst, plan) == document
    assert importing(document, at=LATER).result is ImportResult.NOTHING_CHANGED


def test_a_page_that_was_reworded_is_still_the_same_page(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    page: ImpactEvidence,
    importing: Importing,
) -> None:
    link(analyst, first, page.ref)
    document = exported(analyst, plan)
    measures.change_impact(
        actor=analyst, at=LATER, impact_ref=page.ref, expected_version=1, new=GUIDE
    )
    assert importing(document, at=LATER).result is ImportResult.NOTHING_CHANGED
    said = outcome_of(exported(analyst, plan), first)["impact_evidence"][0]
    assert said["evidence"] == "Guide for families"


def test_without_a_public_name_the_title_counts(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    page: ImpactEvidence,
    importing: Importing,
) -> None:
    document = exported(analyst, plan)
    said = {"impact": first.text, "evidence": "easy-READ  strategy"}
    outcome_of(document, first)["impact_evidence"] = [said]
    accepted(importing, document)
    assert told(area) == "Easy-read strategy"


@pytest.mark.parametrize("count", [0, 2])
def test_a_title_that_none_or_several_have_is_said_and_not_guessed(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    importing: Importing,
    count: int,
) -> None:
    for _ in range(count):
        impact(analyst)
    document = exported(analyst, plan)
    said = {"impact": first.text, "evidence": "Easy-read strategy"}
    outcome_of(document, first)["impact_evidence"] = [said]
    report = importing(document, at=LATER, accept_all=True)
    assert any("no single page of evidence here is called" in note for note in report.notes)
    assert told(area) == ""


def test_peoples_own_link_stays_and_is_reported(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    page: ImpactEvidence,
    importing: Importing,
) -> None:
    other = impact(analyst, GUIDE)
    link(analyst, first, other.ref)
    document = exported(analyst, plan)
    said = {"impact": first.text, "evidence": "Easy-read strategy", "ref": page.ref}
    outcome_of(document, first)["impact_evidence"] = [said]
    report = importing(document, at=LATER, accept_all=True)
    (kept,) = report.kept
    assert (kept.ours, kept.theirs) == ("Guide for families", "Easy-read strategy")
    assert told(area) == "Guide for families"


def test_a_silent_file_takes_back_only_what_it_brought(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    page: ImpactEvidence,
    importing: Importing,
    york: Document,
) -> None:
    document = copy.deepcopy(york)
    said = {"impact": first.text, "evidence": "Easy-read strategy", "ref": page.ref}
    outcome_of(document, first)["impact_evidence"] = [said]
    accepted(importing, document)
    assert told(area) == "Easy-read strategy"
    accepted(importing, york)
    assert told(area) == ""
    link(analyst, first_of(area), page.ref)
    assert importing(york, at=LATER).result is ImportResult.NOTHING_CHANGED
    assert told(area) == "Easy-read strategy"
    link(analyst, first_of(area), "")
    assert exported(analyst, plan) == york


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([{"impact": "Nobody said this", "evidence": "X"}], "has no impact “Nobody said this”"),
        ([{"impact": None, "evidence": "X"}], "“impact” is missing or empty"),
        ([{"impact": "THE FIRST", "evidence": ""}], "“evidence” is missing or empty"),
        ([{"impact": "THE FIRST", "evidence": "X"}] * 2, "is named 2 times"),
        ([{"impact": "THE FIRST", "evidence": "X", "page": "1"}], "the format has no name “page”"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    importing: Importing,
    said: list[Document],
    words: str,
) -> None:
    document = exported(analyst, plan)
    outcome_of(document, first)["impact_evidence"] = [
        each | ({"impact": first.text} if each["impact"] == "THE FIRST" else {}) for each in said
    ]
    with pytest.raises(Refusals, match=words):
        importing(document)


def test_a_table_carries_it_in_a_column_of_its_own(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    page: ImpactEvidence,
    importing: Importing,
) -> None:
    assert b"Evidence of impact" not in b"".join(export_csv(actor=analyst, ref=plan))
    link(analyst, first, page.ref)
    table = b"".join(export_csv(actor=analyst, ref=plan))
    assert table.count(b"Easy-read strategy") == 1
    first.refresh_from_db()
    link(analyst, first, "")
    accepted(importing, table, name="plan.csv")
    assert told(area) == "Easy-read strategy"
    assert b"".join(export_csv(actor=analyst, ref=plan)) == table


def test_a_table_with_more_pages_than_impacts_is_refused(
    area: LocalArea, importing: Importing, first: ImpactStatement
) -> None:
    row = f'"{first.line.reference}","","Easy-read strategy\nGuide"'
    table = f'"Outcome","Action","Evidence of impact"\r\n{row}\r\n'.encode()
    with pytest.raises(TableRefused, match="not as many pages of evidence as impacts"):
        importing(table, name="plan.csv")


def test_an_impact_that_people_showed_somewhere_is_not_dropped_with_the_file(
    area: LocalArea,
    analyst: Actor,
    plan: str,
    first: ImpactStatement,
    page: ImpactEvidence,
    importing: Importing,
) -> None:
    link(analyst, first, page.ref)
    document = exported(analyst, plan)
    outcome = outcome_of(document, first)
    outcome["impact"].remove(first.text)
    del outcome["impact_evidence"]
    report = importing(document, at=LATER, accept_all=True)
    assert any(first.text in kept.ours for kept in report.kept)
    assert told(area) == "Easy-read strategy"


def test_whoever_imports_needs_no_more_than_before(area: LocalArea) -> None:
    assert not officer_of(area).may(measures_perms.VIEW)
