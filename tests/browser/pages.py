"""Which pages are looked at, and who reads each."""

from alongside.access.roles import permissions_of
from tests.addresses import Named, area_addresses
from tests.world import SHIRE, YORK

DOWNLOADS = {
    "advice:family_report",
    "advice:file",
    "advice:paper",
    "advice:report_file",
    "measures:export",
    "measures:export_all",
    "plan:export",
    "plan:evidence_file",
    "board:edition_file",
    "board:paper_file",
    "board:revisit_export",
    "board:revisit_letter",
    "board:terms_file",
    "board:visit_letter",
    "board:visit_paper",
    "casework:enclosure_file",
    "casework:export_file",
    "casework:export_reviews",
    "casework:export_transfers",
    "casework:family_file",
    "casework:family_simple_paper",
    "casework:letter_file",
    "casework:message_file",
    "casework:own_sent_file",
    "casework:plan_paper",
    "casework:school_file",
    "casework:simple_paper",
    "quality:evidence",
}
READERS = (
    "nominated_officer",
    "head_of_send",
    "chair",
    "administrator",
    "information_governance_lead",
    "forum_officer",
    "young_person",
    "health_professional",
    "designated_clinical_officer",
    "senco",
    "quality_lead",
    "quality_auditor",
    "family_auditor",
    "provider_manager",
)
PAGES = sorted(
    (
        named
        for named in area_addresses()
        if "GET" in named.methods
        and named.name not in DOWNLOADS
        and not named.name.startswith("web:")
    ),
    key=lambda named: named.name,
)
CROWDED = [
    named
    for named in PAGES
    if named.name.startswith(("casework:", "plan:", "board:", "measures:"))
    and "POST" not in named.methods
]
"""Pages that show what was recorded; a form looks the same beside many records as beside few."""
LISTS = [named for named in PAGES if not named.holes]
FORMS = [named for named in PAGES if "POST" in named.methods]
NOTHING_NEEDED = {
    "advice:end_domain",
    "advice:family_help",
    "advice:remove_row",
    "advice:take_back",
    "advice:write",
    "access:close_account",
    "access:end",
    "access:finish_emergency",
    "access:new_link",
    "access:open_account",
    "access:reset_password",
    "board:change_meeting",
    "board:complete_letter",
    "board:discard_letter",
    "board:file_report",
    "board:find_answer_good",
    "board:issue_evidence",
    "board:issue_pack",
    "board:remove_finding",
    "board:remove_letter_person",
    "board:sign_minutes",
    "board:take_over_assurances",
    "board:take_off_item",
    "board:withdraw_declaration",
    "board:withdraw_forward_item",
    "board:write_minutes",
    "board:write_report",
    "casework:different",
    "casework:draw_agenda",
    "casework:end_seat",
    "casework:family_settings",
    "casework:letter_papers",
    "casework:own_words",
    "casework:release_everything",
    "casework:take_off_agenda",
    "casework:take_out_enclosure",
    "casework:tell_code",
    "casework:who_came",
    "casework:write_letter_again",
    "casework:write_letters",
    "measures:discard_framework",
    "measures:remove_statement",
    "notices:calendar",
    "plan:link_impact",
    "plan:link_measure",
    "plan:withdraw_date_change",
    "quality:close_round",
    "quality:consent",
    "quality:compare_lesson",
    "quality:copy",
    "quality:draw",
    "quality:change_round",
    "quality:mark",
    "quality:own_consent",
}
"""Forms of one button, or whose every box may stay empty: sent so, they would act."""
BUTTONS = {"notices:calendar", "plan:decide_date_change"}
SENT_EMPTY = [named for named in FORMS if named.name not in NOTHING_NEEDED | BUTTONS]
BARE = [named for named in PAGES if named not in SENT_EMPTY]


def reader_of(named: Named, slug: str) -> str:
    role = next(r for r in READERS if named.opens_to(permissions_of(r)))
    return email_of(role, slug)


def email_of(role: str, slug: str) -> str:
    """As the demonstration and ``tests/make_world.py`` name their accounts."""
    short = (
        {
            "information_governance_lead": "governance",
            "forum_officer": "forum",
            "designated_clinical_officer": "clinical-officer",
            "quality_auditor": "auditor",
        }
        if slug == YORK
        else {}
    )
    if slug == SHIRE:
        short = {"nominated_officer": "officer", "chair": "chair"}
        domain = "shire.example" if role in short else "example-shire.example"
        return f"{short.get(role, role.replace('_', '-'))}@{domain}"
    return f"{short.get(role, role.replace('_', '-'))}@{slug}.example"
