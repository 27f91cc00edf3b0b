"""The reference pages that are printed from the definitions they describe.

``alongside reference`` writes them; a test fails when a committed page differs.
"""

from collections.abc import Callable

from alongside.access.roles import roles_page
from alongside.config.environment import SETTINGS
from alongside.config.reference_commands import commands_page
from alongside.config.reference_records import records_page

PRINTED = "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*\n"


def settings_page() -> str:
    """Every setting of the environment with its default and meaning."""
    rows = [f"| `{s.name}` | {f'`{s.default}`' if s.default else 'empty'} | {s.meaning} |" for s in SETTINGS]
    head = ["# Settings", "", PRINTED, "Settings are read from environment variables when a command starts. A wrong one stops the start with a sentence.", "", "| name | default | meaning |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows]) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "roles.md": roles_page,
    "commands.md": commands_page,
    "records.md": records_page,
}
