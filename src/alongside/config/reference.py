"""The reference pages that are printed from the definitions they describe.

``alongside reference`` writes them; a test fails when a committed page differs.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from alongside.access import perms as access_perms
from alongside.access.roles import roles_page
from alongside.advice import perms as advice_perms
from alongside.board import perms as board_perms
from alongside.casework import perms as casework_perms
from alongside.config.environment import SETTINGS
from alongside.config.reference_commands import commands_page
from alongside.config.reference_records import records_page
from alongside.exchange.fhir.messages_page import advice_messages_page
from alongside.ledger import perms as ledger_perms
from alongside.measures import perms as measures_perms
from alongside.people import perms as people_perms
from alongside.plan import perms as plan_perms
from alongside.plan.rules.scale_page import progress_scale_page
from alongside.plan.transfer import action_plan_format_page
from alongside.quality import perms as quality_perms

PRINTED = "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*"
ROOMS_WITH_PERMISSIONS = (
    people_perms,
    access_perms,
    ledger_perms,
    measures_perms,
    plan_perms,
    board_perms,
    casework_perms,
    advice_perms,
    quality_perms,
)


def permission_meanings() -> Mapping[str, str]:
    """Every permission of the house and what it allows, in one sentence."""
    return {name: words for room in ROOMS_WITH_PERMISSIONS for name, words in room.MEANINGS.items()}


def settings_page() -> str:
    """Every setting of the environment with its default and meaning."""
    rows = [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else 'empty'} | {s.meaning} |"
        for s in SETTINGS
    ]
    head = [
        "# Settings",
        "",
        PRINTED,
        "",
        "Settings are read from environment variables when a command starts. A wrong one stops the start with a sentence.",
        "",
        "| name | default | meaning |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _of_numbers(name: str) -> str:
    """One of the pages that need the statistics, which are loaded when it is printed."""
    pages: Any = import_module("alongside.config.reference_numbers")
    return str(getattr(pages, name)())


def _of_law(name: str) -> str:
    """One of the pages of the law, whose files are read when it is printed."""
    pages: Any = import_module("alongside.config.reference_law")
    return str(getattr(pages, name)())


def _of_audits(name: str) -> str:
    """The page of audit tools, whose files are read when it is printed."""
    pages: Any = import_module("alongside.config.reference_audits")
    return str(getattr(pages, name)())


def _of_language(name: str) -> str:
    """The page of plain English, whose lists are read when it is printed."""
    pages: Any = import_module("alongside.config.reference_language")
    return str(getattr(pages, name)())


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "roles.md": lambda: roles_page(permission_meanings()),
    "commands.md": commands_page,
    "records.md": records_page,
    "action-plan-format.md": action_plan_format_page,
    "progress-scale.md": progress_scale_page,
    "advice-messages.md": advice_messages_page,
    "statistics.md": lambda: _of_numbers("statistics_page"),
    "small-numbers.md": lambda: _of_numbers("disclosure_page"),
    "published-figures.md": lambda: _of_numbers("published_codes_page"),
    "indicators.md": lambda: _of_numbers("indicators_page"),
    "plain-english.md": lambda: _of_language("plain_english_page"),
    "audit-tools.md": lambda: _of_audits("audit_tools_page"),
    "law.md": lambda: _of_law("law_page"),
    "law-events.md": lambda: _of_law("law_events_page"),
    "law-examples.md": lambda: _of_law("law_examples_page"),
}
