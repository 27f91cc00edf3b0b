"""A plan without published progress, imported again: what moved, what went, what is new."""

import copy
from datetime import UTC, datetime

from alongside.kernel.actor import Actor
from alongside.people.models import Person
from alongside.plan.models import (
    PrintedLeader,
    Statement,
)
from alongside.plan.rules.codes import StatementKind
from alongside.plan.transfer import export_document
from tests.plan.transfer.conftest import Document, Importing

LATER = datetime(2022, 10, 3, 9, tzinfo=UTC)
CHANGED_SENTENCE = "The file differs from York written statement of action 2020 (SEND)"


def _outcome(york: Document, reference: str) -> Document:
    outcomes = [o for area in york["areas_for_improvement"] for o in area["outcomes"]]
    found: Document = next(o for o in outcomes if o["id"] == reference)
    return found


def test_what_a_changed_file_drops_goes_when_nothing_rests_on_it(
    york: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    york["areas_for_improvement"].pop()
    york["areas_for_improvement"][0]["outcomes"][0]["impact"] = []
    york["operational_leaders"].pop(3)
    york["activity_since_inspection"].pop(0)
    importing(york, accept_all=True)
    assert export_document(actor=officer, ref=ref) == york


def test_moved_and_reordered_things_follow_the_file(
    york: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    first, second = york["areas_for_improvement"][:2]
    second["outcomes"].insert(0, first["outcomes"].pop())
    _outcome(york, "4.1")["impact"].reverse()
    _outcome(york, "2.1")["key_performance_measures"].reverse()
    york["strategic_leaders"].reverse()
    people = Person.objects.count()
    importing(york, accept_all=True)
    assert export_document(actor=officer, ref=ref) == york
    assert Person.objects.count() == people


def test_a_leader_who_is_new_in_a_changed_file_gets_a_post(
    york: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    new = {"initials": "N.N", "name": "Nora New", "organisation": "CYC", "role": "New role"}
    york["operational_leaders"].insert(0, new)
    importing(york, accept_all=True)
    leader = PrintedLeader.objects.in_area(officer.area_id).get(name="Nora New")
    assert (leader.post.title, leader.holding.person.name) == ("New role", "Nora New")
    assert export_document(actor=officer, ref=ref) == york


def test_a_second_plan_of_the_area_takes_the_posts_that_are_there(
    york: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    people = Person.objects.count()
    other = copy.deepcopy(york) | {"document": "A strategy", "source": {"kind": "typed"}}
    report = importing(other, kind=StatementKind.STRATEGY)
    assert (
        Statement.objects.in_area(officer.area_id).get(ref=report.statement_ref).kind == "strategy"
    )
    assert Person.objects.count() == people


def test_a_title_that_was_changed_here_stays(
    york: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    Statement.objects.in_area(officer.area_id).filter(ref=ref).update(title="Our plan")
    york["document"] = "York, once more"
    report = importing(york, accept_all=True)
    assert [(k.where, k.ours) for k in report.kept] == [("Title", "Our plan")]
    assert export_document(actor=officer, ref=ref)["document"] == "York, once more"
