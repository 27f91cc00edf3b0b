"""Making the copy without names, hiding what a person finds in it besides, and releasing it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.versions import check_version
from alongside.quality.consents import has_consent
from alongside.quality.copying import check_copy, copy_of, kept, known_of
from alongside.quality.finding import find_item
from alongside.quality.models import DrawnItem, RedactedCopy
from alongside.quality.rules.codes import CopyState
from alongside.quality.rules.marking import NO_CONSENT
from alongside.web.clock import london_day

NOT_A_PLAN = "Only an EHC plan is read by families."
SHORTEST = 2
LONGEST, MOST = 100, 300


@transaction.atomic
def make_copy(
    *, actor: Actor, at: datetime, item_ref: str, expected_version: int, words: Iterable[str] = ()
) -> RedactedCopy:
    """Anew from the issued version, with ``words`` hidden besides all that patterns find. A released copy
    that is made again has to be released again. Raises Refusal without the family’s consent.
    """
    item = _item(actor, item_ref)
    copy = _copy(item, at)
    check_version(copy, expected_version, wanted={}, labels={})
    marked = _marked(words)
    known = known_of(actor, item, today=london_day(at))
    document, found = copy_of(item, known, marked)
    copy.content, copy.marked, copy.hidden_count = kept(document), list(marked), found.hidden_count
    copy.state, copy.released_at, copy.released_by = CopyState.MADE.value, None, None
    copy.made_at, copy.made_by_id = at, actor.person_id
    copy.version += 1
    copy.save()
    _record(actor, at, "quality.make_copy", copy)
    return copy


@transaction.atomic
def release_copy(
    *, actor: Actor, at: datetime, item_ref: str, expected_version: int
) -> RedactedCopy:
    """By a person who has read it to its end. Raises Refusal when something known is still in it."""
    item = _item(actor, item_ref)
    copy = _copy(item, at)
    check_version(copy, expected_version, wanted={}, labels={})
    if copy.state == CopyState.TAKEN_BACK or not copy.content:
        raise Refusal("Make the copy first.")
    known = known_of(actor, item, today=london_day(at))
    document, _ = copy_of(item, known, copy.marked)
    check_copy(document, known, copy.marked)
    copy.content, copy.state = kept(document), CopyState.RELEASED.value
    copy.released_at, copy.released_by_id = at, actor.person_id
    copy.version += 1
    copy.save()
    _record(actor, at, "quality.release_copy", copy)
    return copy


def _item(actor: Actor, ref: str) -> DrawnItem:
    item = find_item(actor, ref)
    if item.plan_id is None:
        raise Refusal(NOT_A_PLAN)
    if not has_consent(item):
        raise Refusal(NO_CONSENT)
    return item


def _copy(item: DrawnItem, at: datetime) -> RedactedCopy:
    found: RedactedCopy | None = (
        RedactedCopy.objects.in_area(item.area_id).select_for_update().filter(item=item).first()
    )
    return found or RedactedCopy(area_id=item.area_id, item=item, made_at=at, version=1)


def _marked(words: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(" ".join(each.split()) for each in words if each.strip()))
    if len(found) > MOST or any(not SHORTEST <= len(each) <= LONGEST for each in found):
        raise Refusal(
            f"Write each word on a line of its own, between {SHORTEST} and {LONGEST} letters.",
            field="words",
        )
    return found


def _record(actor: Actor, at: datetime, verb: str, copy: RedactedCopy) -> None:
    """How much is hidden, and no word of it."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="quality.item",
        subject_ref=copy.item.ref,
        detail={"copy": copy.ref, "hidden": copy.hidden_count},
    )
