"""What is taken and sent, as a CapabilityStatement made from the lists that reading and writing use."""

from datetime import date

from alongside.exchange.fhir.codes import Event
from alongside.exchange.fhir.names import PROFILES, Names
from alongside.exchange.fhir.shaping import Object, day
from alongside.exchange.json_documents import JSON

_DOCUMENTATION = (
    "Requests for advice and advice for EHC needs assessments, as message bundles. "
    "A message is taken whole or not at all."
)


def capability_statement(names: Names, *, published_on: date, version: str) -> Object:
    """``version`` is of the software that is running."""
    definitions = {event: f"{names.base}/MessageDefinition/{event}" for event in Event}
    supported: list[JSON] = [
        {"mode": mode, "definition": address}
        for address in definitions.values()
        for mode in ("sender", "receiver")
    ]
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": day(published_on),
        "kind": "instance",
        "software": {"name": "Alongside", "version": version},
        "implementation": {"description": _DOCUMENTATION, "url": names.base},
        "fhirVersion": "4.0.1",
        "format": ["json"],
        "messaging": [{"documentation": _profiles(), "supportedMessage": supported}],
    }


def _profiles() -> str:
    """A messaging server has no list of profiles of its own in R4, so they are told in words."""
    return "Resources and profiles: " + ", ".join(f"{k} ({p})" for k, p in PROFILES.items()) + "."
