"""What can be called, told to machines: a CapabilityStatement for FHIR, an OpenAPI document for the rest."""

from datetime import date
from importlib.metadata import version
from typing import Any

from alongside.advice.api.answers import FHIR_JSON
from alongside.advice.ingest import names
from alongside.advice.rules.calling import SCOPES
from alongside.exchange import fhir

PUBLISHED_ON = date(2026, 11, 26)
PROCESS = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message"
_OUTCOME = {"$ref": "#/components/schemas/OperationOutcome"}
_REFUSALS = {
    "400": "The message is not sound, or a part of the call is not.",
    "401": "No token, or one that is over.",
    "403": "The token lacks the scope, or the sender is not who is calling.",
    "404": "There is no such address, or nothing of this name was asked of the sender.",
    "405": "The address is not called in this way.",
    "409": "Another message came in its place: altered, repeated, overtaken or too early.",
    "411": "The length is missing.",
    "413": "It is larger than is taken.",
    "415": "It is no JSON.",
    "422": "A rule of this area speaks against it.",
    "429": "Too many calls.",
    "500": "Something went wrong here, and nothing was kept.",
}


def capability(slug: str) -> dict[str, Any]:
    """With what can be called besides the messages themselves."""
    told = fhir.capability_statement(
        names(), published_on=PUBLISHED_ON, version=version("alongside")
    )
    return {**told, "rest": [_rest(slug)]}


def open_api(slug: str) -> dict[str, Any]:
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Alongside: advice",
            "version": version("alongside"),
            "description": "Requests for advice and advice for EHC needs assessments, as FHIR messages.",
        },
        "servers": [{"url": f"{names().base}/api/{slug}"}],
        "paths": {
            "/token": {"post": _token()},
            "/fhir/metadata": {"get": _open("What can be called.", "metadata")},
            "/fhir/$process-message": {"post": _process()},
            "/fhir/Task": {"get": _guarded("What is open with the organisation.", "tasks", "read")},
            "/fhir/Task/{ref}/$message": {"post": _message()},
        },
        "components": {
            "schemas": {
                "OperationOutcome": _schema("OperationOutcome", "issue"),
                "Bundle": _schema("Bundle", "type"),
                "CapabilityStatement": _schema("CapabilityStatement", "status"),
            },
            "securitySchemes": {"oauth": _oauth(slug)},
        },
    }


def _rest(slug: str) -> dict[str, Any]:
    return {
        "mode": "server",
        "documentation": f"Base: {names().base}/api/{slug}/fhir",
        "security": {
            "cors": False,
            "service": [
                {
                    "coding": [
                        {
                            "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                            "code": "OAuth",
                        }
                    ],
                    "text": "OAuth 2 client credentials",
                }
            ],
        },
        "resource": [{"type": "Task", "interaction": [{"code": "search-type"}]}],
        "operation": [{"name": "process-message", "definition": PROCESS}],
    }


def _oauth(slug: str) -> dict[str, Any]:
    return {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {
                "tokenUrl": f"{names().base}/api/{slug}/token",
                "scopes": {each.value: words for each, words in SCOPES.items()},
            }
        },
    }


def _schema(kind: str, needed: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["resourceType", needed],
        "properties": {"resourceType": {"type": "string", "enum": [kind]}},
    }


def _token() -> dict[str, Any]:
    form = _object("grant_type", "client_id", "client_secret", "scope", needed=3)
    form["properties"]["grant_type"]["enum"] = ["client_credentials"]
    answer = _object("access_token", "token_type", "scope", needed=2)
    answer["properties"]["expires_in"] = {"type": "integer"}
    error = _object("error", needed=1)
    plain = {code: _told(error, _REFUSALS[code], "application/json") for code in ("400", "401")}
    return {
        "operationId": "token",
        "summary": "Ask for a token.",
        "requestBody": {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": form}},
        },
        "responses": {
            "200": _told(answer, "A token.", "application/json"),
            **plain,
            **_refused("404", "405", "411", "413", "429", "500"),
        },
    }


def _object(*names: str, needed: int) -> dict[str, Any]:
    """Of texts, of which the first so many are always there."""
    return {
        "type": "object",
        "required": list(names[:needed]),
        "properties": {name: {"type": "string"} for name in names},
    }


def _open(summary: str, name: str) -> dict[str, Any]:
    kind = {"$ref": "#/components/schemas/CapabilityStatement"}
    return {
        "operationId": name,
        "summary": summary,
        "responses": {"200": _told(kind, summary), **_refused("404", "405", "429", "500")},
    }


def _guarded(summary: str, name: str, scope: str) -> dict[str, Any]:
    kind = {"$ref": "#/components/schemas/Bundle"}
    codes = ("401", "403", "404", "405", "429", "500")
    return {
        "operationId": name,
        "summary": summary,
        "security": [{"oauth": [f"advice.{scope}"]}],
        "responses": {"200": _told(kind, summary), **_refused(*codes)},
    }


def _process() -> dict[str, Any]:
    made = _guarded("Take a message, whole or not at all.", "process_message", "write")
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"},
        "description": "The same key and the same message give the same answer.",
    }
    bundle = {"$ref": "#/components/schemas/Bundle"}
    return {
        **made,
        "parameters": [key],
        "requestBody": {"required": True, "content": {FHIR_JSON: {"schema": bundle}}},
        "responses": {"200": _told(_OUTCOME, "The message was taken."), **_refused(*_REFUSALS)},
    }


def _message() -> dict[str, Any]:
    made = _guarded("The message about one request.", "message", "read")
    ref = {"name": "ref", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        **made,
        "parameters": [ref],
        "responses": {**made["responses"], **_refused("422")},
    }


def _refused(*codes: str) -> dict[str, Any]:
    return {code: _told(_OUTCOME, _REFUSALS[code]) for code in codes}


def _told(schema: dict[str, Any], words: str, kind: str = FHIR_JSON) -> dict[str, Any]:
    return {"description": words, "content": {kind: {"schema": schema}}}
