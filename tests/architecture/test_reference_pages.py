"""Prose about definitions is printed from them, and the committed pages are what is printed now."""

from pathlib import Path

import pytest

from alongside.config.environment import SETTINGS
from alongside.config.reference import PAGES
from tests.architecture.house import ROOT

FOLDER = ROOT / "docs" / "reference"


@pytest.mark.parametrize("name", PAGES)
def test_a_committed_reference_page_is_up_to_date(name: str) -> None:
    assert (FOLDER / name).read_text() == PAGES[name](), "Run: make docs"


def test_every_setting_is_documented() -> None:
    page = (FOLDER / "settings.md").read_text()
    assert [s.name for s in SETTINGS if f"`{s.name}`" not in page] == []


def test_every_link_between_the_documents_leads_somewhere() -> None:
    import re

    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} → {target}")
    assert broken == []


def test_every_decision_record_has_its_parts() -> None:
    records: list[Path] = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert records
    for number, record in enumerate(records, start=1):
        text = record.read_text()
        assert record.name.startswith(f"{number:04d}-"), record.name
        assert text.startswith(f"# {number}. "), record.name
        for part in (
            "## Context",
            "## Options",
            "## Decision",
            "## Consequences",
            "## How we will know",
            "Status:",
        ):
            assert part in text, f"{record.name} lacks {part}"
