"""The addresses that name things in a message: national identifier systems, UK Core profiles, and
what hangs under the installation's own address.

Nothing is ever fetched from any of them.
"""

from dataclasses import dataclass

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
LEGACY = {
    "http://fhir.nhs.net/Id/nhs-number": NHS_NUMBER,
    "http://fhir.nhs.net/Id/ods-organization-code": ODS,
}
"""Older forms that are read and never written."""

NHS_NUMBER_STATUS = (
    "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
)
NHS_NUMBER_STATUS_READ = (
    NHS_NUMBER_STATUS,
    "https://fhir.nhs.uk/R4/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
)
NHS_NUMBER_STATUS_CODES = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus"
NHS_NUMBER_STATUS_CODES_READ = (
    NHS_NUMBER_STATUS_CODES,
    f"{NHS_NUMBER_STATUS_CODES}England",
    "https://fhir.nhs.uk/R4/CodeSystem/UKCore-NHSNumberVerificationStatus",
)
CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"

_UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-"
PROFILES = {
    name: f"{_UK_CORE}{name}"
    for name in (
        "MessageHeader",
        "Task",
        "ServiceRequest",
        "Patient",
        "Organization",
        "PractitionerRole",
        "Questionnaire",
        "QuestionnaireResponse",
        "DocumentReference",
        "Communication",
        "Consent",
    )
}
"""The resources that messages are made of, each with its UK Core profile."""


@dataclass(frozen=True, slots=True)
class Names:
    """What hangs under ``base``, the address of the installation whose messages these are."""

    base: str = "https://alongside.example"

    def identifier(self, of: str) -> str:
        """
        >>> Names().identifier("upn")
        'https://alongside.example/id/upn'
        """
        return f"{self.base}/id/{of}"

    def codes(self, of: str) -> str:
        return f"{self.base}/CodeSystem/{of}"

    def questionnaire(self, code: str) -> str:
        return f"{self.base}/Questionnaire/{code}"
