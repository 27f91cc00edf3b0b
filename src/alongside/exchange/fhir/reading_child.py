"""The child and the marks of consent, read back."""

from datetime import date

from alongside.exchange.fhir.codes import ConsentKind, Gender, NhsNumberStatus
from alongside.exchange.fhir.elements import Element
from alongside.exchange.fhir.model import Child, Consent
from alongside.exchange.fhir.names import (
    CONSENT_SCOPE,
    NHS_NUMBER,
    NHS_NUMBER_STATUS_CODES_READ,
    NHS_NUMBER_STATUS_READ,
    ODS,
)
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.exchange.fhir.reading_parts import Reader, checked, coded, coding_in, identified
from alongside.kernel.identifiers import check_nhs_number, check_ods, check_upn

_NUMBER_EXPECTED = {
    NhsNumberStatus.VERIFIED: True,
    NhsNumberStatus.NOT_TRACED: True,
    NhsNumberStatus.ABSENT: False,
}
NOBODY = Child("", (), date(1900, 1, 1))


def child_in(reader: Reader, reference: Element | None) -> Child:
    patient = reader.entries.follow_or_only(reference, "Patient")
    if patient is None:
        return NOBODY
    patient.skip("active")
    number, status = _nhs_number(patient)
    upn = identified(patient, reader.names.identifier("upn"))
    family_name, given_names = _name(patient)
    return Child(
        family_name=family_name,
        given_names=given_names,
        born_on=patient.needed_day("birthDate"),
        nhs_number=number,
        nhs_number_status=status,
        upn=checked(upn, check_upn) if upn else "",
        gender=patient.code("gender", Gender, Gender.UNKNOWN),
        practice_ods=_practice(patient),
    )


def _nhs_number(patient: Element) -> tuple[str, NhsNumberStatus]:
    holder = identified(patient, NHS_NUMBER)
    if holder is None:
        return "", NhsNumberStatus.ABSENT
    number = checked(holder, check_nhs_number) if holder.has("value") else ""
    status = _status(holder) or (NhsNumberStatus.NOT_TRACED if number else NhsNumberStatus.ABSENT)
    if _NUMBER_EXPECTED.get(status, bool(number)) != bool(number):
        sentence = "The verification status does not fit: the number is there, or it is not."
        holder.wrong("extension", sentence, IssueCode.INVARIANT)
    return number, status


def _status(holder: Element) -> NhsNumberStatus | None:
    """A number without a status counts as not traced."""
    found = [e for e in holder.elements("extension") if e.text("url") in NHS_NUMBER_STATUS_READ]
    if not found:
        return None
    concept = found[0].element("valueCodeableConcept", needed=True)
    return coded(concept, NHS_NUMBER_STATUS_CODES_READ, NhsNumberStatus.NOT_TRACED)


def _name(patient: Element) -> tuple[str, tuple[str, ...]]:
    """The official name, or else the first."""
    names = patient.elements("name")
    if not names:
        patient.wrong("name", "This is missing.", IssueCode.REQUIRED)
        return "", ()
    name = next((each for each in names if each.raw("use") == "official"), names[0])
    given = name.texts("given")
    if not given and not name.has("family"):
        name.wrong("family", "A family name or a given name is needed.", IssueCode.REQUIRED)
    name.skip("use", "text")
    return name.text("family", longest=200), given


def _practice(patient: Element) -> str:
    practice = patient.only("generalPractitioner", needed=False)
    holder = practice.element("identifier", needed=True) if practice else None
    if practice is None or holder is None:
        return ""
    practice.skip("type", "display")
    if holder.text("system") != ODS:
        holder.wrong("system", f"Name the practice by its ODS code, in the system {ODS}.")
    return checked(holder, check_ods)


def consent_in(reader: Reader, found: Element) -> Consent:
    found.skip("policyRule", "policy")
    if found.text("status", needed=True) != "active":
        found.wrong("status", "Send only what is in force.", IssueCode.NOT_SUPPORTED)
    scope = coding_in(found.element("scope", needed=True), (CONSENT_SCOPE,))
    if scope and scope.text("code") != "patient-privacy":
        scope.wrong("code", "Use: patient-privacy.", IssueCode.CODE_INVALID)
    reader.entries.follow(found.element("patient", needed=True), ("Patient",))
    provision = found.element("provision", needed=True)
    answer = provision.text("type", needed=True) if provision else ""
    if provision and answer not in {"permit", "deny", ""}:
        provision.wrong("type", "Use one of: permit, deny.", IssueCode.CODE_INVALID)
    systems = (reader.names.codes("ehc-advice-consent"),)
    return Consent(
        kind=coded(found.only("category"), systems, ConsentKind.SHARING),
        is_given=answer == "permit",
        on=found.needed_day("dateTime"),
    )
