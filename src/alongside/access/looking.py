"""Noting what somebody reads under emergency access, and every page that says of itself that a look at it
is noted: one entry in the ledger for each.

The look is noted after the page was made and before it is sent. A page whose look cannot be noted is not
shown. Which pages the access opens is for the role table and each room to say.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from alongside.access.queries import own_emergencies
from alongside.access.roles import EMERGENCY_READER
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record_look
from alongside.web.pages import LOOK, Look


def note_look(request: HttpRequest, response: HttpResponse, *, at: datetime) -> None:
    """Raises when the look cannot be written, so that the page stays unseen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    is_shown = request.method == "GET" and response.status_code == 200
    look: Look | None = getattr(response, LOOK, None)
    if is_shown and look is not None:
        record_look(
            actor=actor, at=at, subject=look.subject, subject_ref=look.ref, reason=look.reason
        )
    if not is_shown or EMERGENCY_READER.code not in actor.roles:
        return
    name, ref = _what_was_shown(request)
    record_look(
        actor=actor, at=at, subject=name, subject_ref=ref, reason=emergency_reason(actor, at=at)
    )


def emergency_reason(actor: Actor, *, at: datetime) -> str:
    """What the person wrote when they took the access that they hold now."""
    return "\n".join(grant.reason for grant in own_emergencies(actor, at=at))


def _what_was_shown(request: HttpRequest) -> tuple[str, str]:
    """The page's name in the house, and the public name of the record it is about, if of one."""
    match = request.resolver_match
    if match is None:
        raise LookupError("A page was shown that no address leads to.")
    return match.view_name, str(match.kwargs.get("ref", ""))
