"""People at the pages of learning and results, and sixty-five EHC plans that were marked."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from alongside.web import clock
from tests.casework.test_pages import Desk

NOW = datetime(2025, 4, 1, 9, tzinfo=UTC)
TODAY = NOW.date()


class At(Desk):
    """The same, at the addresses of quality."""

    def address(self, name: str, *parts: str) -> str:
        return reverse(f"quality:{name}", args=[self.area.slug, *parts])

    def send(self, name: str, *parts: str, **sent: Any) -> str:
        """Accepted: it leads on."""
        response = self.post_to(name, *parts, **sent)
        assert response.status_code == 302, response.content.decode()[-3000:]
        return str(response["Location"])


def move(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(clock, "today", now.date)
