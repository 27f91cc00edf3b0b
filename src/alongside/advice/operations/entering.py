"""Coming in by a link for one request: asking for a one-time code, giving it, and leaving.

Whatever is wrong with a code gets the same sentence, and each wrong one is counted and recorded.
"""

from datetime import datetime

from django.db import transaction

from alongside.access.by_link import (
    WRONG,
    CodeToSend,
    Tried,
    asked_code,
    begin_visit,
    digest_of,
    use_code,
)
from alongside.advice.keeping import SUBJECT
from alongside.advice.links import link_actor
from alongside.advice.models import AdviceLink, AdviceLinkVisit
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.operations import record


@transaction.atomic
def ask_for_link_code(*, actor: Actor, at: datetime, link: str) -> CodeToSend:
    """By whoever has the link. Raises Hidden for any other link, and Refusal for too many codes."""
    found = _locked(link, at)
    code = asked_code(found.codes, ref=found.ref, at=at, area_id=found.area_id)
    _record(found, at, "advice.ask_for_link_code")
    return CodeToSend(code, found.email)


@transaction.atomic
def try_link_code(*, actor: Actor, at: datetime, link: str, code: str) -> Tried:
    """A right code begins a visit and is used up. Raises Hidden for a link that opens nothing."""
    found = _locked(link, at)
    if not use_code(found.codes, ref=found.ref, code=code, at=at):
        _record(found, at, "advice.wrong_link_code")
        return Tried(sentence=WRONG)
    secret = begin_visit(found.visits, at=at, area_id=found.area_id)
    _record(found, at, "advice.begin_link_visit")
    return Tried(secret=secret)


@transaction.atomic
def leave_link_visit(*, actor: Actor, at: datetime, cookie: str) -> None:
    """Ends the visit at once. Raises Hidden for a visit that is over."""
    visit: AdviceLinkVisit | None = (
        AdviceLinkVisit.objects.across_areas(reason="The cookie says which visit.")
        .select_related("link__area", "link__organisation", "link__request__case")
        .filter(digest=digest_of(cookie), left_at=None, ends_at__gt=at)
        .first()
    )
    if visit is None:
        raise Hidden("visit")
    visit.left_at = at
    visit.save(update_fields=["left_at"])
    _record(visit.link, at, "advice.leave_link_visit")


def _locked(link: str, at: datetime) -> AdviceLink:
    found: AdviceLink | None = (
        AdviceLink.objects.across_areas(reason="The link says which request.")
        .in_force(at)
        .select_for_update(of=("self",))
        .select_related("area", "organisation", "request__case")
        .filter(digest=digest_of(link))
        .first()
    )
    if found is None:
        raise Hidden("link")
    return found


def _record(link: AdviceLink, at: datetime, verb: str) -> None:
    record(
        actor=link_actor(link),
        at=at,
        verb=verb,
        subject=SUBJECT,
        subject_ref=link.request.case.ref,
        detail={"link": link.ref},
    )
