"""The API called in ways nobody thought of, made from its own description: no fault of ours, and every answer
one that the description promises. ``make fuzz`` makes many more calls.
"""

import os
from datetime import datetime
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from alongside.advice.api import calls, views
from alongside.advice.models import AdviceMessage
from alongside.web import clock
from tests.advice.calling import make_caller
from tests.advice.exchanging import make_exchange, make_system
from tests.advice.factories import after, ask, noon, receive

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "10"))
NOW: datetime = noon(after(20))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
GENTLE = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES < 100,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> str:
    cache.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    for holder, name in ((calls, "MOST_CALLS"), (calls, "MOST_UNKNOWN"), (views, "MOST_TOKENS")):
        monkeypatch.setattr(holder, name, 10**9)
    place = make_exchange()
    trust = make_system(place, "RCB", "The Trust")
    receive(place, ask(place, post=trust.post))
    return make_caller(trust, NOW).token()


def test_no_call_is_a_fault_of_ours(token: str) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/york/openapi.json", WSGIHandler())
    called = [_call_often(found.ok(), token) for found in schema.get_all_operations()]
    assert len(called) == 5
    assert AdviceMessage.objects.across_areas(reason="test").count() <= 1


def _call_often(operation: Any, token: str) -> str:
    @given(case=operation.as_strategy())
    @GENTLE
    def calls_once(case: Any) -> None:
        response = case.call(headers={"Authorization": f"Bearer {token}"})
        case.validate_response(response, checks=CHECKS)

    calls_once()
    return str(operation.label)
