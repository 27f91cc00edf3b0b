"""When access may be given and taken, without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alongside.access.roles import ROLES, Role, role_of
from alongside.access.rules import (
    EMERGENCY_HOURS,
    EmergencyRequest,
    GrantRequest,
    check_emergency,
    check_grant,
    check_may_end,
    check_review,
    is_public_ref,
    may_give,
)
from alongside.kernel.references import new_public_ref
from alongside.kernel.refusals import Refusal, Refusals

AT = datetime(2021, 3, 1, 9, 0, tzinfo=UTC)
CASE = "0123456789abcdef"
CHAIR = GrantRequest(
    giver_id=1,
    giver_roles=("administrator",),
    person_id=2,
    role="chair",
    purpose="Chair of the board",
    organisation_id=None,
    case_ref="",
    starts_at=AT,
    until=None,
)


def _fields(request: GrantRequest) -> list[str]:
    with pytest.raises(Refusals) as refused:
        check_grant(request, at=AT)
    return [refusal.field for refusal in refused.value.refusals]


def test_an_administrator_gives_the_chair_their_role() -> None:
    assert check_grant(CHAIR, at=AT).code == "chair"


def test_nobody_gives_access_to_themselves() -> None:
    assert _fields(replace(CHAIR, person_id=1)) == ["person"]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_only_the_named_givers_may_give(role: Role) -> None:
    givers = {code for code in (r.code for r in ROLES) if may_give((code,), role)}
    assert givers == set(role.granted_by)


def test_an_administrator_makes_no_other_administrator() -> None:
    with pytest.raises(Refusals, match="Ask the information governance lead"):
        check_grant(replace(CHAIR, role="administrator"), at=AT)


def test_nobody_is_given_the_emergency_role_not_even_by_the_system() -> None:
    request = replace(
        CHAIR,
        giver_id=None,
        giver_roles=("system",),
        role="emergency_reader",
        until=AT + timedelta(1),
    )
    with pytest.raises(Refusals, match="only taken"):
        check_grant(replace(request, organisation_id=1), at=AT)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": "wizard"}, "role"),
        ({"purpose": "  "}, "purpose"),
        ({"purpose": "x" * 201}, "purpose"),
        ({"until": AT}, "until"),
        ({"until": AT + timedelta(days=1), "starts_at": AT + timedelta(days=2)}, "until"),
        ({"role": "senco"}, "organisation"),
        ({"role": "parent"}, "case_ref"),
        ({"case_ref": "short"}, "case_ref"),
        ({"case_ref": "ILOU456789abcdef"}, "case_ref"),
    ],
)
def test_a_wrong_grant_is_refused_beside_its_field(change: dict[str, object], field: str) -> None:
    assert _fields(replace(CHAIR, **change)) == [field]  # type: ignore[arg-type]


def test_an_inspector_never_stays_without_an_end() -> None:
    request = replace(CHAIR, giver_roles=("information_governance_lead",), role="inspector")
    assert _fields(request) == ["until"]
    assert check_grant(replace(request, until=AT + timedelta(days=5)), at=AT).needs_end


def test_every_mistake_is_said_at_once() -> None:
    assert _fields(replace(CHAIR, person_id=1, purpose="", until=AT)) == [
        "person",
        "purpose",
        "until",
    ]


@pytest.mark.parametrize(
    ("role", "more"), [("senco", {"organisation_id": 4}), ("parent", {"case_ref": CASE})]
)
def test_a_narrow_role_is_given_within_its_reach(role: str, more: dict[str, object]) -> None:
    assert check_grant(replace(CHAIR, role=role, **more), at=AT) == role_of(role)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ender", "roles", "may"),
    [
        (2, (), True),
        (1, ("administrator",), True),
        (1, ("information_governance_lead",), False),
        (None, ("system",), True),
    ],
)
def test_a_role_is_ended_by_its_holder_or_a_giver(
    ender: int | None, roles: tuple[str, ...], may: bool
) -> None:
    end = {"ender_id": ender, "ender_roles": roles, "holder_id": 2, "role": "chair"}
    if may:
        check_may_end(**end)  # type: ignore[arg-type]
    else:
        with pytest.raises(Refusal):
            check_may_end(**end)  # type: ignore[arg-type]


URGENT = EmergencyRequest(
    reason="A child is missing and the school cannot reach anybody.",
    hours=2,
    organisation_id=None,
    case_ref=CASE,
)


@pytest.mark.parametrize("hours", EMERGENCY_HOURS)
def test_emergency_access_lasts_the_hours_chosen(hours: int) -> None:
    assert check_emergency(replace(URGENT, hours=hours)) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "urgent",
        "urgent urgent urgent urgent",
        "aaaaaaaaaaaaaaaaaaaaaaaaaa",
        " . . . . . . . . . . . . ",
    ],
)
def test_a_reason_without_substance_is_refused(reason: str) -> None:
    with pytest.raises(Refusals, match="full sentence"):
        check_emergency(replace(URGENT, reason=reason))


@pytest.mark.parametrize("hours", [0, 3, 48, -1])
def test_emergency_access_is_for_hours_not_days(hours: int) -> None:
    with pytest.raises(Refusals, match="how many hours"):
        check_emergency(replace(URGENT, hours=hours))


@pytest.mark.parametrize(("organisation", "case"), [(None, ""), (4, CASE)])
def test_emergency_access_reaches_one_organisation_or_one_case(
    organisation: int | None, case: str
) -> None:
    with pytest.raises(Refusals, match="not both"):
        check_emergency(replace(URGENT, organisation_id=organisation, case_ref=case))


def test_nobody_reviews_their_own_emergency() -> None:
    with pytest.raises(Refusal, match="another person"):
        check_review(reviewer_id=2, taker_id=2, note="Fine", is_reviewed=False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"is_reviewed": True}, "already"),
        ({"note": " "}, "found"),
        ({"reviewer_id": None}, "person"),
    ],
)
def test_a_review_is_made_once_with_a_note_by_a_person(
    change: dict[str, object], sentence: str
) -> None:
    facts = {"reviewer_id": 3, "taker_id": 2, "note": "Fine", "is_reviewed": False, **change}
    with pytest.raises(Refusal, match=sentence):
        check_review(**facts)  # type: ignore[arg-type]


def test_a_public_name_has_sixteen_letters_and_digits() -> None:
    assert is_public_ref(new_public_ref())
    assert not is_public_ref(new_public_ref()[:-1])
