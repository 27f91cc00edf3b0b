"""When access may be given, taken or ended. Who may is in ``perms.py`` and the role table.

Pure: facts in, refusals out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from alongside.access.roles import CASE, ORGANISATION, Role, role_of
from alongside.kernel.references import CROCKFORD, LENGTH
from alongside.kernel.refusals import Refusal, Refusals

SYSTEM_ROLE = "system"
EMERGENCY_HOURS = (1, 2, 4, 8, 24)
SHORTEST_REASON = 20
FEWEST_REASON_WORDS = 4
LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True)
class GrantRequest:
    """What is asked for, in plain values. ``giver_id`` is None for system work."""

    giver_id: int | None
    giver_roles: Collection[str]
    person_id: int
    role: str
    purpose: str
    organisation_id: int | None
    case_ref: str
    starts_at: datetime
    until: datetime | None


def check_grant(request: GrantRequest, *, at: datetime) -> Role:
    """The role asked for. Raises Refusals with every sentence that applies."""
    role = role_of(request.role)
    if role is None:
        raise Refusals([Refusal("Choose one of the roles in the list.", field="role")])
    found = [
        *_giver_refusals(request, role),
        *_purpose_refusals(request.purpose),
        *_scope_refusals(request, role),
        *_end_refusals(request, role, at),
    ]
    if found:
        raise Refusals(found)
    return role


def may_give(giver_roles: Collection[str], role: Role) -> bool:
    """System work may give any role but the one that is only taken."""
    if SYSTEM_ROLE in giver_roles:
        return bool(role.granted_by)
    return not set(role.granted_by).isdisjoint(giver_roles)


def check_may_end(
    *, ender_id: int | None, ender_roles: Collection[str], holder_id: int, role: str
) -> None:
    """Holders may give up what they hold; otherwise whoever could give the role may end it."""
    known = role_of(role)
    if ender_id == holder_id or known is None or may_give(ender_roles, known):
        return
    raise Refusal("Your role cannot end this access. Ask somebody whose role may give it.")


@dataclass(frozen=True, slots=True)
class EmergencyRequest:
    reason: str
    hours: int
    organisation_id: int | None
    case_ref: str


def check_emergency(request: EmergencyRequest) -> timedelta:
    """How long the access lasts. Raises Refusals with every sentence that applies."""
    found = [
        *_reason_refusals(request.reason),
        *_hours_refusals(request.hours),
        *_emergency_scope_refusals(request),
    ]
    if found:
        raise Refusals(found)
    return timedelta(hours=request.hours)


def check_review(*, reviewer_id: int | None, taker_id: int, note: str, is_reviewed: bool) -> int:
    """Who reviews. Raises Refusal when they may not, or have nothing to say."""
    if reviewer_id is None:
        raise Refusal("An emergency access is reviewed by a person.")
    if reviewer_id == taker_id:
        raise Refusal("You took this access yourself. Ask another person to review it.")
    if is_reviewed:
        raise Refusal("This emergency access has already been reviewed.")
    if not note.strip():
        raise Refusal("Write what you found.", field="note")
    return reviewer_id


def _giver_refusals(request: GrantRequest, role: Role) -> list[Refusal]:
    if request.giver_id is not None and request.giver_id == request.person_id:
        return [
            Refusal(
                "Nobody may give access to themselves. Ask another person to do it.", field="person"
            )
        ]
    if may_give(request.giver_roles, role):
        return []
    if not role.granted_by:
        return [Refusal("This access is only taken in an emergency, never given.", field="role")]
    givers = " or ".join(_label(code) for code in role.granted_by)
    return [
        Refusal(
            f"Your role cannot give the role “{role.label}”. Ask the {givers} to do it.",
            field="role",
        )
    ]


def _label(code: str) -> str:
    role = role_of(code)
    return role.label.lower() if role else code


def _purpose_refusals(purpose: str) -> list[Refusal]:
    if not purpose.strip():
        return [Refusal("Say what the access is for.", field="purpose")]
    if len(purpose) > LONGEST_PURPOSE:
        return [
            Refusal(
                f"Shorten the purpose to {LONGEST_PURPOSE} characters or fewer.", field="purpose"
            )
        ]
    return []


def _scope_refusals(request: GrantRequest, role: Role) -> list[Refusal]:
    if request.case_ref and not is_public_ref(request.case_ref):
        return [
            Refusal(f"A case has a public name of {LENGTH} letters and digits.", field="case_ref")
        ]
    if role.scope == CASE and not request.case_ref:
        return [
            Refusal(f"The role “{role.label}” is given for one case. Say which.", field="case_ref")
        ]
    if role.scope == ORGANISATION and request.organisation_id is None and not request.case_ref:
        return [
            Refusal(
                f"The role “{role.label}” is given for one organisation. Choose which.",
                field="organisation",
            )
        ]
    return []


def _end_refusals(request: GrantRequest, role: Role, at: datetime) -> list[Refusal]:
    if request.until is None:
        if role.needs_end:
            return [
                Refusal(
                    f"The role “{role.label}” is never given without an end. Say when it ends.",
                    field="until",
                )
            ]
        return []
    if request.until <= max(request.starts_at, at):
        return [Refusal("The end must be later than now and later than the start.", field="until")]
    return []


def _reason_refusals(reason: str) -> list[Refusal]:
    words = reason.split()
    if len(" ".join(words)) >= SHORTEST_REASON and len(set(words)) >= FEWEST_REASON_WORDS:
        return []
    return [
        Refusal(
            "Say in a full sentence why this cannot wait. "
            "The information governance lead will read it.",
            field="reason",
        )
    ]


def _hours_refusals(hours: int) -> list[Refusal]:
    if hours in EMERGENCY_HOURS:
        return []
    choices = ", ".join(str(choice) for choice in EMERGENCY_HOURS)
    return [Refusal(f"Choose for how many hours: {choices}.", field="hours")]


def _emergency_scope_refusals(request: EmergencyRequest) -> list[Refusal]:
    if bool(request.case_ref) == (request.organisation_id is not None):
        return [Refusal("Choose one organisation or one case, and not both.", field="organisation")]
    if request.case_ref and not is_public_ref(request.case_ref):
        return [
            Refusal(f"A case has a public name of {LENGTH} letters and digits.", field="case_ref")
        ]
    return []


def is_public_ref(text: str) -> bool:
    return len(text) == LENGTH and all(character in CROCKFORD for character in text)
