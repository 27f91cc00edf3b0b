"""The clock of tests in which the worker counts."""

import pytest

from alongside.web import clock
from tests.measures.counting import NOW


@pytest.fixture
def may_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
