"""York's files in the records: everything counted, nobody let in, nothing guessed."""

import time
from typing import Any

import pytest

from alongside.access.models import Account, Grant
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.ledger.verification import verdict
from alongside.people.models import AreaPartner, Organisation, Person, Post, PostHolding
from alongside.plan import perms
from alongside.plan.models import (
    Line,
    MeasureOfSuccess,
    MeasurePlacement,
    PrintedLeader,
    SourceDocument,
    Statement,
    StatusEntry,
)
from alongside.plan.transfer import ImportResult
from tests.plan.transfer.conftest import Document, Importing


@pytest.mark.both_engines
def test_everything_of_york_is_in_the_records(
    york: Document, progress: Document, importing: Importing
) -> None:
    importing(york)
    report = importing(progress, name="progress.json")
    assert dict(report.counts) == {
        "Weaknesses": 4,
        "Outcomes": 12,
        "Actions": 27,
        "Measures": 30,
        "Impact statements": 24,
        "Leaders in posts": 49,
        "Activities": 19,
        "Governance sentences": 8,
        "Steps of the scale": 6,
        "Statuses as published": 27,
        "Leads": 8,
        "Questions": 4,
    }


def test_a_post_is_made_for_each_leader_and_nobody_gets_access(
    york: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    assert Post.objects.in_area(officer.area_id).count() == 49
    assert PostHolding.objects.in_area(officer.area_id).count() == Person.objects.count() == 48
    assert (Account.objects.count(), Grant.objects.across_areas(reason="test").count()) == (0, 0)


def test_a_role_without_a_person_is_a_vacant_post(
    york: Document, importing: Importing, officer: Actor
) -> None:
    report = importing(york)
    leader = PrintedLeader.objects.in_area(officer.area_id).get(role="Independent Scrutineer")
    assert leader.post is not None
    assert not leader.post.holdings.exists()
    assert any("Independent Scrutineer" in note for note in report.notes)


def test_initials_are_a_label_on_the_holding(
    york: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    holding = PostHolding.objects.in_area(officer.area_id).get(person__name="Karen McNicholas")
    assert (holding.initials, holding.post.organisation.name) == (
        "K.McN",
        "NHS Vale of York Clinical Commissioning Group",
    )


def test_organisations_that_the_document_does_not_explain_are_flagged_and_never_guessed(
    york: Document, importing: Importing, officer: Actor
) -> None:
    report = importing(york)
    names = set(Organisation.objects.values_list("name", flat=True))
    assert names >= {"City of York Council", "TEWV", "YTHFT", "VOY CCG", "NY CCG"}
    for words in ("TEWV", "YTHFT", "VOY CCG", "NY CCG"):
        assert any(note.startswith(f"“{words}”") for note in report.notes)
    kinds = dict(Organisation.objects.values_list("name", "kind"))
    assert [kinds[name] for name in ("VOY CCG", "NY CCG", "TEWV")] == ["health"] * 2 + ["provider"]
    assert not any("CYC" in note for note in report.notes)


def test_organisations_that_the_area_knows_are_taken_and_none_is_made_twice(
    york: Document, importing: Importing, officer: Actor
) -> None:
    trust = Organisation.objects.create(name="Tees, Esk and Wear Valleys", kind="provider")
    AreaPartner.objects.create(
        area_id=officer.area_id, organisation=trust, partner="health", abbreviation="tewv"
    )
    importing(york)
    assert not Organisation.objects.filter(name="TEWV").exists()
    assert trust.posts.count() == 4


def test_names_in_the_document_itself_explain_abbreviations(
    york: Document, importing: Importing, officer: Actor
) -> None:
    york["local_area"]["organisations"] = {"TEWV": "Tees, Esk and Wear Valleys"}
    importing(york)
    assert Organisation.objects.get(name="Tees, Esk and Wear Valleys").posts.count() == 4


def test_a_plain_number_means_at_least_and_over_means_more_than(
    york: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    measures = MeasureOfSuccess.objects.in_area(officer.area_id)
    assert measures.get(reference="1.2-k2").comparator == "at_least"
    assert measures.get(reference="3.3-k1").comparator == "more_than"
    assert measures.get(reference="2.1-k3").comparator == ""
    by = measures.get(reference="2.1-k4")
    assert (str(by.date_on), by.date_precision) == ("2021-09-30", "month")
    since = measures.get(reference="1.2-k2")
    assert str(since.date_on) == "2020-09-01"


def test_measures_stand_beside_the_parts_where_the_published_table_has_them(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    importing(progress, name="progress.json")
    measures = MeasureOfSuccess.objects.in_area(officer.area_id)
    assert measures.get(reference="3.1-k3").action == Line.objects.in_area(officer.area_id).get(
        reference="3.1-B"
    )
    assert measures.get(reference="4.1-k1").action is None
    placements = MeasurePlacement.objects.in_area(officer.area_id)
    assert placements.filter(label="row 1", measure__line__reference="4.1").count() == 4


def test_published_statuses_keep_their_words_and_are_marked_as_published(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    importing(progress, name="progress.json")
    first = StatusEntry.objects.in_area(officer.area_id).filter(line__reference="1.1")[0]
    assert (first.printed, first.code, first.as_published) == (
        "Progressing but delayed",
        "progressing_delayed",
        True,
    )
    assert (str(first.status_on), first.status_precision) == ("2020-05-01", "month")


def test_what_was_not_published_stays_empty(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    importing(progress, name="progress.json")
    line = Line.objects.in_area(officer.area_id).get(reference="4.2")
    assert (line.start_on, line.end_on, line.statuses.count(), line.leads.count()) == (
        None,
        None,
        0,
        0,
    )
    unclear = Line.objects.in_area(officer.area_id).get(reference="2.1-A")
    assert (str(unclear.start_on), unclear.end_on) == ("2020-06-01", None)


def test_the_ledger_tells_of_the_import_with_its_counts_and_the_file(
    york: Document, importing: Importing
) -> None:
    report = importing(york)
    entry = LedgerEntry.objects.select_related("detail").get(verb="plan.import")
    facts = entry.detail.words["facts"]
    assert (entry.subject, entry.subject_ref) == ("plan.statement", report.statement_ref)
    assert facts["counts"]["Measures"] == 30
    assert facts["sha256"] == SourceDocument.objects.across_areas(reason="test").get().file_sha256
    assert verdict() is None


def test_only_those_with_the_permission_may_import(york: Document, importing: Importing) -> None:
    reader = system_actor(name="reader", area_id=1, area_slug="york", permissions=[perms.VIEW])
    with pytest.raises(Hidden):
        importing(york, actor=reader)


def test_progress_without_an_action_plan_says_what_to_do_first(
    progress: Document, importing: Importing
) -> None:
    with pytest.raises(Refusal, match="Import the written statement of action first"):
        importing(progress, name="progress.json")


def test_progress_asks_which_of_several_action_plans(
    york: Document, progress: Document, importing: Importing
) -> None:
    ref = importing(york).statement_ref
    other = york | {"document": "Another plan", "source": {}}
    importing(other)
    with pytest.raises(Refusal, match=ref):
        importing(progress, name="progress.json")
    assert importing(progress, name="progress.json", into=ref).statement_ref == ref


def test_a_dry_run_tells_everything_and_changes_nothing(
    york: Document, importing: Importing
) -> None:
    report = importing(york, dry_run=True)
    assert report.result is ImportResult.DRY_RUN
    assert dict(report.counts)["Measures"] == 30
    assert Statement.objects.across_areas(reason="test").count() == 0
    assert LedgerEntry.objects.count() == 0


def test_the_steps_of_an_import_are_told(york: Document, importing: Importing) -> None:
    told: list[tuple[int, int]] = []
    importing(york, progress=lambda done, total: told.append((done, total)))
    assert told == [(done, len(told)) for done in range(1, len(told) + 1)]
    assert len(told) > 50


def test_york_is_imported_in_under_two_seconds(york: Document, importing: Importing) -> None:
    """Measured at about half a second; the processor's time, since other work may hold the machine."""
    began = time.process_time()
    importing(york)
    assert time.process_time() - began < 2


def test_an_import_takes_no_more_queries_for_a_plan_that_is_there_already(
    york: Document, importing: Importing, django_assert_max_num_queries: Any
) -> None:
    importing(york)
    with django_assert_max_num_queries(80):
        importing(york)
