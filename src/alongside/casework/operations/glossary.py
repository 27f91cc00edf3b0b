"""Telling that a word is not understood, and deciding what is written instead.

A vote is kept without a name. The ledger says that somebody of a family told us about a word of their EHC
plan, and never which.
"""

from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.door import Viewer
from alongside.casework.families.voting import voters_of
from alongside.casework.models import (
    ConfusingTerm,
    GlossarySettings,
    TermDecision,
    TermVote,
)
from alongside.casework.queries.family_plans import find_for_reader, names_around, stands_in
from alongside.casework.rules.glossary import (
    Decided,
    check_decision,
    check_suggestion,
    check_word,
    key_of,
    name_in,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.language import glossary
from alongside.ledger.operations import record
from alongside.people.versions import apply, check_version

NOT_THERE = "This word does not stand in the EHC plan, outside your own words."


@transaction.atomic
def vote_on_word(
    *, actor: Actor, at: datetime, case_ref: str, version_ref: str, word: str, suggested: str
) -> TermVote:
    """Somebody of a family did not understand a word of an EHC plan that they were sent. Telling again changes
    what they suggest; each person counts once.
    """
    viewer, parts = find_for_reader(actor, case_ref=case_ref, version_ref=version_ref, at=at)
    names = names_around(viewer.case)
    name = name_in(glossary(), check_word(word, names=names))
    instead = check_suggestion(suggested, names=names)
    if not stands_in(parts, word=name, written=word):
        raise Refusal(NOT_THERE, field="word")
    vote = _keep(viewer, _term(viewer.case.area_id, name, at), instead, at)
    record(
        actor=actor,
        at=at,
        verb="casework.vote_on_word",
        subject="casework.case",
        subject_ref=viewer.case.ref,
        detail={"version": version_ref},
    )
    return vote


@transaction.atomic
def decide_on_word(
    *, actor: Actor, at: datetime, term_ref: str, decided: Decided, plain: str, reason: str
) -> TermDecision:
    """What is written instead from now on, or why the word stays. Whoever voted reads both."""
    actor.check_may(perms.GLOSSARY)
    check_decision(decided, plain=plain, reason=reason)
    term = ConfusingTerm.objects.visible_to(actor).select_for_update().filter(ref=term_ref).first()
    if term is None:
        raise Hidden("word")
    is_listed = decided is Decided.LISTED
    made: TermDecision = TermDecision.objects.create(
        area_id=actor.area_id,
        term=term,
        decided=decided.value,
        plain=check_suggestion(plain, names=()) if is_listed else "",
        reason=reason.strip(),
        decided_at=at,
        decided_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb=f"casework.word_{decided.value}",
        subject="casework.word",
        subject_ref=term.ref,
        detail={"decision": made.pk},
    )
    return made


@transaction.atomic
def list_word(*, actor: Actor, at: datetime, word: str, plain: str, reason: str) -> TermDecision:
    """A word that nobody voted on yet, into the area's list."""
    actor.check_may(perms.GLOSSARY)
    term = _term(actor.area_id, name_in(glossary(), check_word(word, names=())), at)
    return decide_on_word(
        actor=actor, at=at, term_ref=term.ref, decided=Decided.LISTED, plain=plain, reason=reason
    )


@transaction.atomic
def change_glossary_settings(
    *, actor: Actor, at: datetime, expected_version: int, confusing_from: int
) -> GlossarySettings:
    """``expected_version`` is 1 before anything was set."""
    actor.check_may(perms.GLOSSARY)
    kept = GlossarySettings.objects.in_area(actor.area_id).select_for_update().first()
    if kept is None:
        kept = GlossarySettings.objects.create(area_id=actor.area_id)
    wanted = {"confusing_from": confusing_from}
    check_version(kept, expected_version, wanted=wanted, labels={"confusing_from": "From"})
    apply(kept, wanted)
    record(
        actor=actor,
        at=at,
        verb="casework.change_glossary_settings",
        subject="casework.glossary",
        subject_ref=str(actor.area_id),
        detail={"confusing_from": confusing_from},
    )
    return kept


def _term(area_id: int, name: str, at: datetime) -> ConfusingTerm:
    found: ConfusingTerm = ConfusingTerm.objects.in_area(area_id).get_or_create(
        area_id=area_id, key=key_of(name), defaults={"name": name, "made_at": at}
    )[0]
    return found


def _keep(viewer: Viewer, term: ConfusingTerm, instead: str, at: datetime) -> TermVote:
    voters = voters_of(viewer)
    rows = TermVote.objects.in_area(viewer.case.area_id).select_for_update()
    earlier: TermVote | None = rows.filter(term=term, voter__in=voters).first()
    if earlier is None:
        made: TermVote = TermVote.objects.create(
            area_id=viewer.case.area_id, term=term, voter=voters[0], suggested=instead, voted_at=at
        )
        return made
    earlier.voter, earlier.suggested, earlier.voted_at = voters[0], instead, at
    earlier.save(update_fields=["voter", "suggested", "voted_at"])
    return earlier
