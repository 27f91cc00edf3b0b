"""OAuth 2 client credentials, by oauthlib: a system proves its secret and gets a token for half an hour.

How the call travels is the installation’s to secure: outside of tests and the demonstration it answers
by HTTPS only.
"""

import base64
import binascii
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote_plus

from oauthlib.oauth2 import BackendApplicationServer

from alongside.advice.models import AdviceClient
from alongside.advice.operations.clients import issue_token
from alongside.advice.parties import system_of
from alongside.advice.queries.clients import client_with_secret
from alongside.advice.rules.calling import TOKEN_LASTS
from alongside.people.models import LocalArea

ASKED_AT = "https://localhost/"
"""oauthlib asks for an address. Nothing is sent there."""


class _Validator:
    """What oauthlib asks of us for client credentials. Its names are its own."""

    def __init__(self, area: LocalArea, at: datetime) -> None:
        self.area, self.at = area, at
        self.client: AdviceClient | None = None

    def client_authentication_required(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        return True

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        ref, secret = _credentials(request)
        self.client = client_with_secret(self.area, ref=ref, secret=secret, at=self.at)
        request.client = SimpleNamespace(client_id=ref)
        return self.client is not None

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        return grant_type == "client_credentials"

    def get_default_scopes(
        self, client_id: str, request: Any, *args: Any, **kwargs: Any
    ) -> list[str]:
        return self.client.scopes.split() if self.client else []

    def validate_scopes(
        self,
        client_id: str,
        scopes: list[str],
        client: Any,
        request: Any,
        *args: Any,
        **kwargs: Any,
    ) -> bool:
        return self.client is not None and set(scopes) <= set(self.client.scopes.split())

    def save_token(self, token: dict[str, Any], request: Any, *args: Any, **kwargs: Any) -> None:
        if self.client is None:
            raise LookupError("A token was about to be given to nobody.")
        issue_token(
            actor=system_of(self.area, self.client.organisation),
            at=self.at,
            client=self.client,
            token=token["access_token"],
            scopes=token["scope"].split(),
        )


def granted(
    area: LocalArea, *, body: str, authorization: str, at: datetime
) -> tuple[dict[str, str], str, int]:
    """(headers, content, status), as RFC 6749 has them."""
    server = BackendApplicationServer(
        _Validator(area, at), token_expires_in=int(TOKEN_LASTS.total_seconds())
    )
    headers = {
        "Authorization": authorization,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    found: tuple[dict[str, str], str, int] = server.create_token_response(
        ASKED_AT, "POST", body, headers
    )
    return found


def _credentials(request: Any) -> tuple[str, str]:
    """From the header, or else from the form."""
    kind, _, told = request.headers.get("Authorization", "").partition(" ")
    if kind != "Basic":
        return request.client_id or "", request.client_secret or ""
    try:
        ref, _, secret = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(ref), unquote_plus(secret)
