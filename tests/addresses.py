"""How to fill every address of the house: the one table that the access matrix and the browser share.

Each entry is a named address and what stands in its place-holders. An address that is missing here fails
``tests/architecture/test_access_matrix.py``, and so does an entry without an address.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alongside.access.models import Grant
from alongside.access.models.grants import EMERGENCY, ORDINARY
from alongside.jobs.models import FAILED, Job
from alongside.ledger.models import LedgerEntry
from alongside.measures.models import Figure, Series
from alongside.notices.models import Notice
from alongside.people.models import AreaPartner, Organisation, Person, Post, PostHolding
from alongside.plan.models import (
    DateChange,
    Evidence,
    ImpactStatement,
    ImportQuestion,
    Lead,
    Line,
    MeasureOfSuccess,
    Milestone,
    Risk,
    Statement,
    StatusEntry,
    Weakness,
    Workstream,
    WorkstreamMember,
)
from tests.advice import known as advice
from tests.advice import known_links, known_uses
from tests.board import known as board
from tests.casework import known as casework
from tests.filling import Fill, Filled, also, nothing, ref
from tests.measures import known as measures
from tests.measures import known_outcomes as outcomes
from tests.quality import known as quality
from tests.world import Side

HOLE = re.compile(r"<\w+:(\w+)>")
NONSENSE = {"ref": "zzzzzzzzzzzzzzzz", "seq": 99_999_999, "job_id": 99_999_999}
NOBODY_NEEDS = "sendiass"
"""Whose access and account the tests may end without ending their own."""


@dataclass(frozen=True)
class Named:
    """One address below /<area>/. ``needs`` is None for any role of the area; of several permissions
    one is enough.

    One name may stand for two addresses, with and without a place-holder.
    """

    name: str
    holes: frozenset[str]
    methods: frozenset[str]
    needs: str | tuple[str, ...] | None

    def __str__(self) -> str:
        return "-".join([self.name, *sorted(self.holes)])

    def opens_to(self, permissions: frozenset[str]) -> bool:
        """To somebody with these permissions; ``NARROWER`` first."""
        needed = NARROWER.get(self.name, self.needs)
        enough = (needed,) if isinstance(needed, str) else needed
        return enough is None or not permissions.isdisjoint(enough)

    def fill(self, side: Side) -> Filled:
        filled = TABLE[self.name](side)
        assert self.holes <= filled.keys(), f"{self.name} wants {sorted(self.holes)}"
        return {key: value for key, value in filled.items() if key in self.holes}

    def address(self, slug: str, filled: Filled) -> str:
        return reverse(self.name, kwargs={"area": slug, **filled})


def person(side: Side) -> Filled:
    return {"ref": side.first(Person, registered_in=side.area.pk).ref}


def organisation(side: Side) -> Filled:
    return {"ref": side.first(Organisation, registered_in=side.area.pk).ref}


def partner(side: Side) -> Filled:
    found = side.first(AreaPartner, partner_until=None)
    return {"ref": found.organisation.ref, "partner": found.partner}


def of_chair(side: Side) -> Filled:
    return {"ref": side.first(Notice, person=side.accounts["chair"].person_id).ref}


def entry(side: Side) -> Filled:
    return {"seq": side.first(LedgerEntry, area_id=side.area.pk).seq}


def account(side: Side) -> Filled:
    return {"ref": side.accounts[NOBODY_NEEDS].ref}


def failed_work(side: Side) -> Filled:
    return {"job_id": Job.objects.get(state=FAILED, key=f"tests {side.slug}").pk}


_STATEMENT = ref(Statement)
_LINE = ref(Line, kind="action", start_on__isnull=False, leads__isnull=False)
_OUTCOME = ref(Line, kind="outcome")
_POST = ref(Post)
_RISK = ref(Risk, closed_on=None)
_WORKSTREAM = ref(Workstream)
_IMPACT = ref(ImpactStatement)
_SERIES = ref(Series)

TABLE: Mapping[str, Fill] = {
    "home": nothing,
    "search": nothing,
    "people:persons": nothing,
    "people:add_person": nothing,
    "people:change_area": nothing,
    "people:organisations": nothing,
    "people:add_organisation": nothing,
    "people:organisation": organisation,
    "people:change_organisation": organisation,
    "people:succession": organisation,
    "people:add_partner": nothing,
    "people:end_partner": partner,
    "people:posts": nothing,
    "people:add_post": nothing,
    "people:post": _POST,
    "people:change_post": _POST,
    "people:appoint": _POST,
    "people:end_holding": ref(PostHolding, held_until=None),
    "people:person": person,
    "people:change_person": person,
    "access:grants": nothing,
    "access:give": nothing,
    "access:end": ref(Grant, kind=ORDINARY, role=NOBODY_NEEDS),
    "access:accounts": nothing,
    "access:add_account": nothing,
    "access:account": account,
    "access:reset_password": account,
    "access:reset_second_step": account,
    "access:new_link": account,
    "access:close_account": account,
    "access:open_account": account,
    "access:take_emergency": nothing,
    "access:finish_emergency": nothing,
    "access:emergencies": nothing,
    "access:emergency": ref(Grant, kind=EMERGENCY),
    "notices:notices": nothing,
    "notices:read_all": nothing,
    "notices:settings": nothing,
    "notices:calendar": nothing,
    "notices:revoke_calendar": nothing,
    "notices:outbox": nothing,
    "notices:try_again": nothing,
    "notices:read": of_chair,
    "jobs:jobs": nothing,
    "jobs:try_again": failed_work,
    "ledger:entries": nothing,
    "ledger:entry": entry,
    "ledger:erase": entry,
    "web:bare": nothing,
    "web:gallery": nothing,
    "web:gallery_error": lambda side: {"kind": "expired"},
    "plan:statements": nothing,
    "plan:date_changes": nothing,
    "plan:questions": nothing,
    "plan:new_statement": nothing,
    "plan:import_plan": nothing,
    "plan:import_done": nothing,
    "plan:statement": _STATEMENT,
    "plan:timeline": _STATEMENT,
    "plan:history": _STATEMENT,
    "plan:changes": _STATEMENT,
    "plan:unmoved": _STATEMENT,
    "plan:overdue": _STATEMENT,
    "plan:ownerless": _STATEMENT,
    "plan:risks": _STATEMENT,
    "plan:workstreams": _STATEMENT,
    "plan:document": _STATEMENT,
    "plan:export": also(_STATEMENT, kind="xlsx"),
    "plan:edit_statement": _STATEMENT,
    "plan:lower_review_points": _STATEMENT,
    "plan:set_partners": _STATEMENT,
    "plan:add_weakness": _STATEMENT,
    "plan:add_line": _STATEMENT,
    "plan:raise_risk": _STATEMENT,
    "plan:create_workstream": _STATEMENT,
    "plan:edit_weakness": ref(Weakness),
    "plan:line": _LINE,
    "plan:record_status": _LINE,
    "plan:attach_evidence": _LINE,
    "plan:ask_date_change": _LINE,
    "plan:set_first_date": ref(Line, end_on=None),
    "plan:record_judgement": _OUTCOME,
    "plan:record_forum_view": _OUTCOME,
    "plan:add_impact": _OUTCOME,
    "plan:add_line_below": _OUTCOME,
    "plan:add_measure": _OUTCOME,
    "plan:reword_line": _LINE,
    "plan:link_outcome": _LINE,
    "plan:assign_lead": _LINE,
    "plan:add_milestone": _LINE,
    "plan:correct_status": ref(StatusEntry, as_published=False, note="Two people are ill."),
    "plan:withdraw_evidence": ref(Evidence, title="Board note"),
    "plan:evidence_file": ref(Evidence, title="Board note"),
    "plan:decide_date_change": ref(DateChange, reason__startswith="Recruitment took"),
    "plan:withdraw_date_change": ref(DateChange, reason__startswith="Recruitment took"),
    "plan:answer_impact": also(_IMPACT, kind="evidence"),
    "plan:attach_impact_evidence": _IMPACT,
    "plan:link_impact": _IMPACT,
    "plan:end_lead": ref(Lead, lead_until=None),
    "plan:complete_milestone": ref(Milestone, done_on=None),
    "plan:link_measure": ref(MeasureOfSuccess),
    "plan:workstream": _WORKSTREAM,
    "plan:edit_workstream": _WORKSTREAM,
    "plan:add_member": _WORKSTREAM,
    "plan:add_task": _WORKSTREAM,
    "plan:end_member": ref(WorkstreamMember, member_until=None),
    "plan:risk": _RISK,
    "plan:edit_risk": _RISK,
    "plan:assess_risk": _RISK,
    "plan:close_risk": _RISK,
    "plan:answer_question": ref(ImportQuestion, answered_at=None),
    "measures:all_series": nothing,
    "measures:add_series": nothing,
    "measures:series": _SERIES,
    "measures:edit_series": _SERIES,
    "measures:enter_figure": _SERIES,
    "measures:correct_figure": ref(Figure, corrected_by_figure=None, series__origin="entered"),
    **casework.ADDRESSES,
    **advice.ADDRESSES,
    **quality.ADDRESSES,
    **measures.ADDRESSES,
    **outcomes.ADDRESSES,
    **board.ADDRESSES,
}
"""Every address below /<area>/."""

SHARED = frozenset({"jobs:try_again", "measures:release"})
"""Their records belong to no area: background work and published releases are the installation's."""

NARROWER = {
    "plan:answer_impact": "plan.record_status",
    **measures.NARROWER,
    **board.NARROWER,
    **casework.NARROWER,
    **advice.NARROWER,
    **quality.NARROWER,
}
"""Pages that ask again by what their address says: the kind of answer in ``TABLE`` needs this."""

LEADS_ON = frozenset({"plan:import_done"})
"""Shown once, after what it tells of; asked for by hand it leads to where that begins."""

OPEN = frozenset(
    {
        "healthy",
        "robots",
        "own_calendar",
        "advice_api:message",
        "advice_api:metadata",
        "advice_api:openapi",
        "advice_api:process_message",
        "advice_api:tasks",
        "advice_api:token",
        "family:ask",
        "family:ask_for_code",
        "family:asked",
        "family:case",
        "family:choose",
        "family:enter",
        "family:file",
        "family:follow",
        "family:how_to_ask",
        "family:leave",
        "family:looked",
        "family:news",
        "family:plan",
        "family:plan_words",
        "family:release",
        "family:simple_paper",
        "family:tell",
        "family_audits:own_consent",
        "family_audits:told",
        "account_login",
        "account_confirm_login_code",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "socialaccount_signup",
        "socialaccount_connections",
        "openid_connect_login",
        "openid_connect_callback",
    }
    | known_links.OPEN
    | known_uses.OPEN
)
"""Answered to a visitor: each checks for itself what it must."""

OF_THE_ACCOUNT = frozenset(
    {
        "root",
        "mine:page",
        "mine:areas",
        "mine:second_factor",
        "mine:end_other_sessions",
        "mine:end_session",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_edit_webauthn",
        "account_signup",
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
    }
)
"""For anybody who is signed in, about their own account; a visitor is asked to sign in."""

FIXED = {
    "secret": "nosuchsecret",
    "uidb36": "1",
    "key": "no-such-key",
    "provider_id": "work",
    "ref": NONSENSE["ref"],
    "pk": 99_999_999,
}
"""For the addresses outside an area."""


def every_address() -> Iterator[tuple[str, str, Any]]:
    """Name, pattern and function of every address that the house answers."""
    yield from _walk(get_resolver(), "", "")


def area_addresses() -> list[Named]:
    """Those below /<area>/, each with its rule. An address without a rule or a name fails."""
    found = []
    for name, pattern, view in every_address():
        if pattern.startswith("<slug:area>/"):
            assert name, f"{pattern} has no name"
            rule = getattr(view, "page_rule", None)
            assert rule is not None, f"{name} does not say what it needs"
            holes = frozenset(HOLE.findall(pattern)) - {"area"}
            found.append(Named(name, holes, rule.methods, rule.needs))
    return found


def _walk(resolver: URLResolver, space: str, prefix: str) -> Iterator[tuple[str, str, Any]]:
    for each in resolver.url_patterns:
        whole = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each, inner, whole)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else "", whole, each.callback
