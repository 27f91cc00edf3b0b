"""The table of roles, as truth tables."""

import pytest

from alongside.access.roles import (
    EMERGENCY_READER,
    ROLES,
    Role,
    permissions_of,
    role_label,
    role_of,
    roles_page,
)

CODES = {
    "chair", "vice_chair", "board_member", "independent_scrutineer", "head_of_send",
    "ehc_coordinator",
    "health_professional", "designated_clinical_officer", "designated_social_care_officer", "senco",
    "parent", "young_person", "family_auditor", "quality_lead", "quality_auditor", "commissioner", "data_analyst",
    "scrutiny_member", "inspector", "forum_officer", "sendiass", "information_governance_lead",
    "department_adviser", "administrator", "nominated_officer", "icb_executive_lead",
    "virtual_school_head", "engagement_officer", "workstream_officer", "provider_manager",
}  # fmt: skip
WHO = {
    "plan.consent": {"chair", "vice_chair"},
    "plan.judge": {"chair", "vice_chair"},
    "plan.forum_view": {"forum_officer"},
    "plan.import": {"head_of_send", "nominated_officer"},
    "plan.edit": {"head_of_send", "nominated_officer", "workstream_officer"},
    "plan.risks": {"head_of_send", "nominated_officer", "workstream_officer", "icb_executive_lead"},
    "plan.record_status": {
        "head_of_send", "nominated_officer", "workstream_officer", "designated_clinical_officer",
        "designated_social_care_officer", "icb_executive_lead", "virtual_school_head",
        "engagement_officer", "commissioner",
    },
    "measures.enter": {
        "head_of_send", "nominated_officer", "workstream_officer", "engagement_officer",
        "commissioner", "data_analyst",
    },
    "people.edit": {"head_of_send", "nominated_officer", "workstream_officer", "administrator"},
    "access.administer": {"administrator"},
    "access.grant": {"administrator", "information_governance_lead"},
    "access.see_emergencies": {"information_governance_lead"},
    "access.emergency": {
        "head_of_send", "nominated_officer", "ehc_coordinator", "health_professional",
        "designated_clinical_officer", "designated_social_care_officer",
    },
    "ledger.view": {"information_governance_lead"},
    "ledger.erase": {"information_governance_lead"},
}  # fmt: skip


def test_every_role_of_the_product_is_there_once() -> None:
    assert sorted(role.code for role in ROLES) == sorted(CODES)


@pytest.mark.parametrize("permission", sorted(WHO))
def test_a_permission_belongs_to_these_roles_and_no_other(permission: str) -> None:
    assert {role.code for role in ROLES if permission in role.permissions} == WHO[permission]


def test_administrators_administer_and_read_nothing() -> None:
    assert permissions_of("administrator") == {"access.administer", "access.grant", "people.edit"}


@pytest.mark.parametrize("code", ["parent", "young_person"])
def test_families_reach_one_case_and_need_no_second_factor(code: str) -> None:
    role = role_of(code)
    assert role is not None
    assert (role.scope, role.is_family, role.is_staff_role) == ("case", True, False)


def test_everybody_else_needs_a_second_factor() -> None:
    assert {role.code for role in ROLES if not role.is_staff_role} == {"parent", "young_person"}


def test_guests_of_the_area_never_stay_without_an_end() -> None:
    assert {role.code for role in ROLES if role.needs_end} == {"inspector", "department_adviser"}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_nobody_may_give_the_role_they_hold(role: Role) -> None:
    assert role.code not in role.granted_by
    assert role.granted_by


def test_nobody_may_give_the_emergency_role() -> None:
    assert EMERGENCY_READER.granted_by == ()
    assert EMERGENCY_READER.permissions == {"plan.view", "measures.view", "casework.own"}


def test_a_role_that_no_longer_exists_allows_nothing() -> None:
    assert (permissions_of("wizard"), role_label("wizard"), role_of("wizard")) == (
        frozenset(),
        "wizard",
        None,
    )


def test_the_reference_page_names_every_role_and_permission() -> None:
    page = roles_page({"plan.consent": "Consent to a changed date."})
    assert all(f"(`{role.code}`)" in page for role in (*ROLES, EMERGENCY_READER))
    assert "- `plan.consent`: Consent to a changed date." in page
    assert "Information governance lead" in page
