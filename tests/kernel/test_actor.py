"""What an actor may do follows from the holdings and their reach, and from nothing else."""

from datetime import UTC, datetime

import pytest

from alongside.kernel.actor import Actor, Holding, Scope, system_actor
from alongside.kernel.references import CROCKFORD, new_public_ref
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals


def actor_with(*holdings):
    return Actor(1, "Amina Example", 1, "york", holdings)


def holding(*permissions, **details):
    return Holding("officer", frozenset(permissions), **details)


def test_a_holding_for_the_whole_area_reaches_every_organisation_and_case():
    actor = actor_with(holding("plan.view"))
    assert actor.may("plan.view")
    assert actor.may("plan.view", organisation_id=7)
    assert actor.may("plan.view", case_ref="abc")
    assert not actor.may("plan.edit")


def test_a_holding_for_one_organisation_reaches_only_that_one():
    actor = actor_with(holding("plan.view", scope=Scope(organisation_id=7)))
    assert actor.may("plan.view", organisation_id=7)
    assert not actor.may("plan.view", organisation_id=8)
    assert not actor.may("plan.view")
    assert not actor.may("plan.view", case_ref="abc")


def test_a_holding_for_one_case_reaches_only_that_one():
    actor = actor_with(holding("case.view", scope=Scope(case_ref="abc")))
    assert actor.may("case.view", case_ref="abc")
    assert not actor.may("case.view", case_ref="abd")
    assert not actor.may("case.view")


def test_someone_without_holdings_may_nothing():
    nobody = actor_with()
    assert not nobody.may("plan.view")
    assert not nobody.may_somewhere("plan.view")
    assert nobody.organisations_for("plan.view") == frozenset()


def test_a_narrow_holding_is_still_a_holding_somewhere():
    actor = actor_with(holding("case.view", scope=Scope(case_ref="abc")))
    assert actor.may_somewhere("case.view")
    assert not actor.may_somewhere("case.edit")


def test_the_organisations_of_a_permission_are_those_of_its_holdings():
    actor = actor_with(
        holding("plan.view", scope=Scope(organisation_id=7)),
        holding("plan.view", scope=Scope(case_ref="abc")),
        holding("plan.edit", scope=Scope(organisation_id=8)),
    )
    assert actor.organisations_for("plan.view") == frozenset({7})


def test_no_organisation_is_named_where_the_whole_area_is_reached():
    actor = actor_with(holding("plan.view", scope=Scope(organisation_id=7)), holding("plan.view"))
    assert actor.organisations_for("plan.view") is None


def test_a_check_that_fails_looks_like_not_found():
    with pytest.raises(Hidden):
        actor_with().check_may("plan.view")
    actor_with(holding("plan.view")).check_may("plan.view")


def test_roles_and_purposes_are_each_said_once():
    until = datetime(2026, 1, 1, tzinfo=UTC)
    actor = actor_with(
        holding("a", purpose="Visit in May"),
        holding("b", purpose="Visit in May", until=until),
        holding("c", purpose=""),
        holding("d", purpose="Audit"),
    )
    assert actor.roles == ("officer",)
    assert actor.purpose == "Visit in May; Audit"


def test_system_work_has_a_name_and_a_purpose_but_no_person():
    actor = system_actor(name="Reminders", area_id=1, area_slug="york", permissions=["plan.view"])
    assert actor.person_id is None
    assert (actor.name, actor.purpose, actor.roles) == ("Reminders", "Reminders", ("system",))
    assert actor.may("plan.view")
    assert not actor.may("plan.edit")


def test_a_public_reference_has_sixteen_letters_that_cannot_be_mistaken():
    reference = new_public_ref()
    assert len(reference) == 16
    assert set(reference) <= set(CROCKFORD)
    assert not set("ilou") & set(CROCKFORD)
    assert len(set(CROCKFORD)) == 32


def test_public_references_do_not_repeat():
    assert len({new_public_ref() for _ in range(500)}) == 500


def test_a_refusal_keeps_its_sentence_and_its_field():
    refusal = Refusal("Write the year in full.", field="end")
    assert (str(refusal), refusal.sentence, refusal.field) == (
        "Write the year in full.",
        "Write the year in full.",
        "end",
    )


def test_several_refusals_are_told_together():
    both = Refusals([Refusal("One."), Refusal("Two.", field="b")])
    assert str(both) == "One. Two."
    assert [refusal.field for refusal in both.refusals] == ["", "b"]


def test_a_change_by_somebody_else_shows_what_differs():
    changed = Changed("Sam changed this.", differences=[("End", "May 2021", "June 2021")])
    assert isinstance(changed, Refusal)
    assert changed.differences == (("End", "May 2021", "June 2021"),)
