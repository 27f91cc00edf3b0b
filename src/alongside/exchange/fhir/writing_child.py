"""The child and the marks of consent, as resources."""

from collections.abc import Iterable

from alongside.exchange.fhir.bundling import Bundling
from alongside.exchange.fhir.codes import NhsNumberStatus
from alongside.exchange.fhir.model import Child, Consent
from alongside.exchange.fhir.names import (
    CONSENT_SCOPE,
    NHS_NUMBER,
    NHS_NUMBER_STATUS,
    NHS_NUMBER_STATUS_CODES,
    ODS,
)
from alongside.exchange.fhir.shaping import (
    Object,
    concept,
    day,
    identifier,
    known,
    worded,
)


def child_out(out: Bundling, child: Child) -> Object:
    upn = identifier(out.names.identifier("upn"), child.upn)
    practice: Object = {"type": "Organization", "identifier": identifier(ODS, child.practice_ods)}
    name: Object = {"use": "official", "family": child.family_name, "given": [*child.given_names]}
    content: Object = {
        "identifier": [*_nhs_number(child), *([upn] if child.upn else [])],
        "name": [known(name)],
        "gender": child.gender.value,
        "birthDate": day(child.born_on),
        "generalPractitioner": [practice] if child.practice_ods else [],
    }
    return out.add("Patient", "child", content)


def _nhs_number(child: Child) -> list[Object]:
    """The status of a number that is not there stands on an identifier without a value."""
    if not child.nhs_number and child.nhs_number_status is NhsNumberStatus.ABSENT:
        return []
    status: Object = {
        "url": NHS_NUMBER_STATUS,
        "valueCodeableConcept": worded(NHS_NUMBER_STATUS_CODES, child.nhs_number_status),
    }
    parts: Object = {"extension": [status], "system": NHS_NUMBER, "value": child.nhs_number}
    return [known(parts)]


def consents_out(out: Bundling, consents: Iterable[Consent], child: Object) -> list[Object]:
    return [
        _consent(out, f"consent/{index}", consent, child) for index, consent in enumerate(consents)
    ]


def _consent(out: Bundling, part: str, consent: Consent, child: Object) -> Object:
    content: Object = {
        "status": "active",
        "scope": concept(CONSENT_SCOPE, "patient-privacy", "Privacy Consent"),
        "category": [worded(out.names.codes("ehc-advice-consent"), consent.kind)],
        "patient": child,
        "dateTime": day(consent.on),
        "policyRule": {"text": "Special Educational Needs and Disability Regulations 2014"},
        "provision": {"type": "permit" if consent.is_given else "deny"},
    }
    return out.add("Consent", part, content)
