"""A system that calls the API, as one would be written at the other end."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from alongside.advice.operations.clients import NewClient, register_client
from alongside.advice.rules.calling import Scope
from alongside.config.operator import operator_in
from tests.advice.exchanging import System

JSON = "application/fhir+json"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Caller:
    """``client_id`` and ``secret`` as the operator was shown them."""

    http: Client
    slug: str
    client_id: str
    secret: str

    def ask_token(self, **changed: str) -> Any:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self.secret,
            **changed,
        }
        return self.http.post(f"/api/{self.slug}/token", urlencode(form), content_type=FORM)

    def token(self, **changed: str) -> str:
        return str(self.ask_token(**changed).json()["access_token"])

    def post(self, data: bytes, *, token: str = "", **headers: str) -> Any:
        said = {"Authorization": f"Bearer {token or self.token()}", **headers}
        address = f"/api/{self.slug}/fhir/$process-message"
        return self.http.post(address, data, content_type=JSON, headers=said)

    def tasks(self, token: str = "") -> Any:
        said = {"Authorization": f"Bearer {token or self.token()}"}
        return self.http.get(f"/api/{self.slug}/fhir/Task", headers=said)

    def fetch(self, ref: str, token: str = "") -> Any:
        said = {"Authorization": f"Bearer {token or self.token()}"}
        return self.http.post(f"/api/{self.slug}/fhir/Task/{ref}/$message", headers=said)


def make_caller(
    system: System, at: datetime, *, scopes: tuple[str, ...] = tuple(Scope), days: int = 300
) -> Caller:
    made, secret = register_client(
        actor=operator_in(system.area),
        at=at,
        new=NewClient(
            organisation=system.organisation,
            name="Records of the tests",
            scopes=scopes,
            expires_on=_day(at) + timedelta(days=days),
        ),
    )
    return Caller(Client(), system.area.slug, made.ref, secret)


def outcome_of(response: Any) -> str:
    told = json.loads(response.content)
    assert told["resourceType"] == "OperationOutcome", told
    return " ".join(issue["details"]["text"] for issue in told["issue"])


def _day(at: datetime) -> date:
    return at.date()
