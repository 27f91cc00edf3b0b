"""The one plain table of roles: what each is for, what it may do, and who may give it.

Permissions are named as strings, because this room stands below the rooms that own them; a test
matches them to every room's ``perms.py``. ``docs/reference/roles.md`` is printed from here.

Administrators run accounts, people and grants, and read no case and no plan. The
information-governance lead appoints administrators, inspectors and advisers, and administrators
appoint the lead, so that neither can widen their own access.
"""

from collections.abc import Mapping
from dataclasses import dataclass

AREA = "area"
ORGANISATION = "organisation"
CASE = "case"

_READS = ("plan.view", "measures.view")
_PACKS = (*_READS, "board.packs")
_BOARD = (*_PACKS, "board.view", "quality.results")
_LEADS = (*_BOARD, "plan.record_status", "board.answer", "board.report")
_CHAIRS = (
    *_BOARD,
    "plan.consent",
    "plan.judge",
    "board.run",
    "board.sign",
    "board.challenge",
    "quality.decide",
)
_OFFICER = (*_LEADS, "plan.edit", "plan.risks", "measures.enter", "people.edit")
_SEND_OFFICER = (*_OFFICER, "measures.define", "plan.import", "board.run", "access.emergency")
_COORDINATES = (
    "casework.own",
    "casework.register",
    "casework.record",
    "advice.ask",
    "advice.record_early",
    "quality.put_right",
    "quality.comment",
    "quality.consent",
)
_LEADS_CASEWORK = (
    *_COORDINATES, "casework.all", "casework.decide", "casework.assign", "casework.panels",
    "casework.merge", "casework.family_settings", "casework.glossary", "casework.alerts",
    "advice.oversee_education",
)  # fmt: skip
_SITS = ("casework.sit",)
_ADMINISTRATOR = ("administrator",)
_GOVERNANCE_LEAD = ("information_governance_lead",)


@dataclass(frozen=True, slots=True)
class Role:
    """``scope`` is the widest reach it may be given: area, organisation or case.

    ``is_staff_role`` means that a second factor is needed at sign-in. ``is_family`` means that the
    person speaks from a family's experience. ``needs_end``: it is never given without an end.
    """

    code: str
    label: str
    description: str
    permissions: frozenset[str]
    is_staff_role: bool = True
    is_family: bool = False
    scope: str = AREA
    needs_end: bool = False
    granted_by: tuple[str, ...] = _ADMINISTRATOR


ROLES: tuple[Role, ...] = (
    Role("chair", "Chair of the board",
         "Leads the board that answers for the action plan, consents to date changes and records "
         "the board’s judgement, its challenges and its decisions.",
         frozenset(_CHAIRS)),
    Role("vice_chair", "Vice chair of the board",
         "Stands in for the chair in everything.",
         frozenset(_CHAIRS)),
    Role("board_member", "Board member",
         "Reads the action plan, its measures and the board’s papers, and answers the board.",
         frozenset({*_BOARD, "board.answer"})),
    Role("independent_scrutineer", "Independent scrutineer",
         "Reads the action plan and the board’s papers from outside the partnership, and "
         "challenges.",
         frozenset({*_BOARD, "board.challenge"})),
    Role("head_of_send", "Head of SEND",
         "Runs the council’s SEND service, decides in its cases and keeps the action plan up to date.",
         frozenset({*_SEND_OFFICER, *_LEADS_CASEWORK})),
    Role("nominated_officer", "Local Area Nominated Officer",
         "Answers for the action plan to inspectors and the department, and keeps it up to date.",
         frozenset(_SEND_OFFICER)),
    Role("workstream_officer", "Workstream officer",
         "Is responsible for one area of improvement: its actions, dates, risks and evidence.",
         frozenset(_OFFICER)),
    Role("ehc_coordinator", "EHC coordinator",
         "Coordinates assessments and EHC plans for their own caseload.",
         frozenset({*_COORDINATES, "plan.view", "access.emergency"})),
    Role("health_professional", "Health professional",
         "Writes health advice about the children they were asked about.",
         frozenset({"plan.view", "access.emergency", "advice.answer", "advice.notify_early",
                    "quality.comment"})),
    Role("provider_manager", "Manager of a provider of advice",
         "Sees how the advice of their own organisation stands, and no child’s name.",
         frozenset({"plan.view", "advice.provider"}), scope=ORGANISATION),
    Role("designated_clinical_officer", "Designated clinical or medical officer",
         "Oversees health advice in the area and leads health actions.",
         frozenset({*_LEADS, *_SITS, "access.emergency", "advice.answer", "advice.oversee_health",
                    "advice.notify_early", "quality.comment", "quality.judge_health"})),
    Role("designated_social_care_officer", "Designated social care officer",
         "Oversees social care advice in the area and leads social care actions.",
         frozenset({*_LEADS, *_SITS, "access.emergency", "casework.alerts", "advice.answer",
                    "advice.oversee_social_care", "quality.judge_social_care"})),
    Role("icb_executive_lead", "ICB executive lead for SEND",
         "Answers for the NHS integrated care board’s part of the action plan.",
         frozenset({*_LEADS, "plan.risks"})),
    Role("virtual_school_head", "Virtual school head",
         "Leads education of children in care, and the actions about them.",
         frozenset({*_LEADS, *_SITS})),
    Role("engagement_officer", "Engagement and communication officer",
         "Brings families’ views in and sends news of what changed out.",
         frozenset({*_LEADS, "measures.enter", "casework.glossary"})),
    Role("commissioner", "Commissioner",
         "Commissions services and records what came of them.",
         frozenset({*_LEADS, "measures.enter"})),
    Role("data_analyst", "Data analyst",
         "Loads published figures, and defines and enters the measures of the action plan.",
         frozenset({*_PACKS, "measures.enter", "measures.define", "quality.results"})),
    Role("quality_lead", "Quality lead",
         "Sets up audits, draws their samples, leads moderation and sees that learning changes practice. "
         "Marks nothing.",
         frozenset({*_PACKS, "quality.lead", "quality.results"})),
    Role("quality_auditor", "Quality auditor",
         "Grades drawn EHC plans and writes down what they teach.",
         frozenset({*_PACKS, "quality.audit"})),
    Role("senco", "School SENCO",
         "Works for the pupils of their own school.",
         frozenset({"plan.view", "casework.school", "advice.answer"}), scope=ORGANISATION),
    Role("sendiass", "SENDIASS adviser",
         "Gives families impartial information, advice and support.",
         frozenset(_BOARD)),
    Role("forum_officer", "Parent carer forum officer",
         "Speaks for the parent carer forum and records its view of what has changed.",
         frozenset({*_BOARD, "plan.forum_view", "board.answer"}), is_family=True),
    Role("family_auditor", "Family auditor",
         "Grades redacted copies of drawn EHC plans from a family’s experience.",
         frozenset({"quality.audit_family"}), is_family=True),
    Role("parent", "Parent or carer",
         "Follows their own child’s case.",
         frozenset({"casework.family"}), is_staff_role=False, is_family=True, scope=CASE),
    Role("young_person", "Young person",
         "Follows their own case.",
         frozenset({"casework.family", "casework.own_rights"}), is_staff_role=False, is_family=True, scope=CASE),
    Role("scrutiny_member", "Elected scrutiny member",
         "Asks in public what was promised, and what came of it.",
         frozenset({*_PACKS, "board.recommend"})),
    Role("inspector", "Inspector",
         "Tests claims to their records, within a granted time.",
         frozenset(_BOARD), needs_end=True, granted_by=_GOVERNANCE_LEAD),
    Role("department_adviser", "DfE or NHS England adviser",
         "Supports and challenges the area, within a granted time.",
         frozenset({*_PACKS, "board.visits"}), needs_end=True, granted_by=_GOVERNANCE_LEAD),
    Role("information_governance_lead", "Information governance lead",
         "Answers for lawful access: reviews every emergency access and reads the ledger.",
         frozenset({"access.grant", "access.see_emergencies", "ledger.view", "ledger.erase",
                    "casework.protect_looks"})),
    Role("administrator", "Administrator",
         "Runs accounts, people and grants. Cannot read cases or the action plan.",
         frozenset({"access.administer", "access.grant", "people.edit"}),
         granted_by=_GOVERNANCE_LEAD),
)  # fmt: skip

EMERGENCY_READER = Role(
    "emergency_reader",
    "Emergency reader",
    "Reads what one organisation or case holds, for a few hours, after giving a reason. "
    "Nobody is given this role.",
    frozenset({*_READS, "casework.own"}),
    scope=ORGANISATION,
    needs_end=True,
    granted_by=(),
)

_BY_CODE = {role.code: role for role in (*ROLES, EMERGENCY_READER)}


def role_of(code: str) -> Role | None:
    """None for a code that no longer exists: an old grant of it then allows nothing."""
    return _BY_CODE.get(code)


def role_label(code: str) -> str:
    role = role_of(code)
    return role.label if role else code


def permissions_of(code: str) -> frozenset[str]:
    role = role_of(code)
    return role.permissions if role else frozenset()


def roles_page(meanings: Mapping[str, str] | None = None) -> str:
    """The reference page, as Markdown. ``meanings``: permission -> sentence, where known."""
    lines = [
        "# Roles",
        "",
        "*This page is printed from the definitions by `make docs`. "
        "Change the definitions, not the page.*",
        "",
        "A role is given to a person in one local area, for a purpose and until a time. "
        "It reaches the whole area, one organisation or one case. A person may hold several. "
        "What a role does not name, it may not do.",
        "",
        "| role | what it is for | given by | second factor | widest reach | must end |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [_summary_row(role) for role in (*ROLES, EMERGENCY_READER)]
    for role in (*ROLES, EMERGENCY_READER):
        lines += ["", f"## {role.label} (`{role.code}`)", "", role.description, ""]
        lines += _permission_lines(role, meanings or {})
    return "\n".join(lines) + "\n"


def _summary_row(role: Role) -> str:
    givers = (
        ", ".join(role_label(code).lower() for code in role.granted_by)
        or "nobody: taken with a reason"
    )
    cells = (
        f"{role.label} (`{role.code}`)",
        role.description,
        givers,
        "needed" if role.is_staff_role else "offered",
        role.scope,
        "yes" if role.needs_end else "no",
    )
    return f"| {' | '.join(cells)} |"


def _permission_lines(role: Role, meanings: Mapping[str, str]) -> list[str]:
    if not role.permissions:
        return ["May not open anything yet: what this role is for comes with later rooms."]
    return [
        f"- `{name}`" + (f": {meanings[name]}" if name in meanings else "")
        for name in sorted(role.permissions)
    ]
