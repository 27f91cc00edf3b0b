"""Whether each resource has the shape that FHIR R4B gives it. The library loads with the first
message.

Its own messages repeat values, so its findings are told in our words, by their kind.
"""

from typing import Any

from alongside.exchange.fhir.elements import Findings, path_of
from alongside.exchange.fhir.names import PROFILES
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.exchange.json_documents import JSON
from alongside.exchange.on_demand import library

_STAND_IN = "AAAA"
_LONG_DATA = 1_000
_WORDS = {
    "missing": ("This is missing.", IssueCode.REQUIRED),
    "model_field_validation.missing": ("This is missing.", IssueCode.REQUIRED),
    "extra_forbidden": ("FHIR R4 knows no such element here.", IssueCode.STRUCTURE),
}
_OTHER = ("This does not have the form that FHIR R4 asks for.", IssueCode.STRUCTURE)


def check_shapes(bundle: dict[str, JSON], findings: Findings) -> None:
    """Each resource by itself, so that a fault in one hides none in another."""
    entries = bundle.get("entry")
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        resource = entry.get("resource") if isinstance(entry, dict) else None
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        if isinstance(resource, dict) and isinstance(kind, str) and kind in PROFILES:
            _check(kind, _lightened(resource), f"Bundle.entry[{index}].resource", findings)
    _check("Bundle", _shell(bundle), "Bundle", findings)


def _check(kind: str, data: dict[str, JSON], place: str, findings: Findings) -> None:
    model = library("fhir.resources.R4B").get_fhir_model_class(kind)
    try:
        model.model_validate(data)
    except Exception as error:  # on wrong types the library also stumbles with errors of its own
        for fault in _faults_of(error):
            sentence, code = _WORDS.get(fault["type"], _OTHER)
            findings.add(_path(place, fault["loc"]), sentence, code)


def _faults_of(error: Any) -> list[dict[str, Any]]:
    """The library's own list; a fault without one is of the whole resource."""
    if hasattr(error, "errors"):
        faults: list[dict[str, Any]] = error.errors(include_url=False, include_input=False)
        return faults
    return [{"type": "", "loc": ()}]


def _path(place: str, parts: tuple[str | int, ...]) -> str:
    for part in parts:
        if isinstance(part, int):
            place += f"[{part}]"
        else:
            place = path_of(place, part)
    return place


def _shell(bundle: dict[str, JSON]) -> dict[str, JSON]:
    """The bundle without its resources, which were looked at one by one."""
    entries = bundle.get("entry")
    if not isinstance(entries, list):
        return bundle
    bare: list[JSON] = [
        {name: value for name, value in entry.items() if name != "resource"}
        if isinstance(entry, dict)
        else entry
        for entry in entries
    ]
    return {**bundle, "entry": bare}


def _lightened(resource: dict[str, JSON]) -> dict[str, JSON]:
    """Long attachments are read by our own code; here a short one stands for each."""
    contents = resource.get("content")
    if resource.get("resourceType") != "DocumentReference" or not isinstance(contents, list):
        return resource
    return {**resource, "content": [_light_content(content) for content in contents]}


def _light_content(content: JSON) -> JSON:
    attachment = content.get("attachment") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(attachment, dict):
        return content
    data = attachment.get("data")
    if not isinstance(data, str) or len(data) < _LONG_DATA:
        return content
    return {**content, "attachment": {**attachment, "data": _STAND_IN}}
