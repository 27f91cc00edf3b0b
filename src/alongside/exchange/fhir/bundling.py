"""A bundle while it is being written: resources with addresses of their own, each written once."""

from uuid import NAMESPACE_URL, uuid5

from alongside.exchange.fhir.model import Message, Organisation, Post
from alongside.exchange.fhir.names import ODS, PROFILES, Names
from alongside.exchange.fhir.shaping import Object, identifier, instant, known, reference


class Bundling:
    """Addresses follow from the message and the part, so that the same message is written alike."""

    def __init__(self, message: Message, names: Names) -> None:
        self.message = message
        self.names = names
        self._resources: dict[str, Object] = {}

    def address(self, part: str) -> str:
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{self.message.message_id}/{part}')}"

    def add(self, kind: str, part: str, content: Object, *, meta: Object | None = None) -> Object:
        """The reference to the resource."""
        address = self.address(part)
        self._resources[address] = {
            "resourceType": kind,
            "id": address.removeprefix("urn:uuid:"),
            "meta": {"profile": [PROFILES[kind]], **(meta or {})},
            **known(content),
        }
        return reference(address)

    def organisation(self, organisation: Organisation) -> Object:
        ods, la_code = organisation.ods, organisation.la_code
        identifiers = [
            *([identifier(ODS, ods)] if ods else []),
            *([identifier(self.names.identifier("dfe-la-code"), la_code)] if la_code else []),
        ]
        part = f"organisation/{ods}/{la_code}/{organisation.name}"
        content: Object = {"identifier": [*identifiers], "name": organisation.name}
        return self.add("Organization", part, content)

    def post(self, post: Post) -> Object:
        registration = post.registration and identifier(
            self.names.identifier("professional-registration"), post.registration
        )
        content: Object = {
            "practitioner": known({"identifier": registration, "display": post.person}),
            "organization": self.organisation(post.organisation),
            "code": [{"text": post.post}],
            "telecom": [{"system": "email", "value": post.email}] if post.email else [],
        }
        return self.add("PractitionerRole", "post", content)

    def bundle(self) -> Object:
        """The header stands first, as FHIR asks; it is the resource added under "header"."""
        first = self.address("header")
        ordered = sorted(self._resources.items(), key=lambda entry: entry[0] != first)
        return {
            "resourceType": "Bundle",
            "identifier": identifier(self.names.identifier("message"), self.message.message_id),
            "type": "message",
            "timestamp": instant(self.message.sent_at),
            "entry": [{"fullUrl": address, "resource": resource} for address, resource in ordered],
        }


def endpoint(organisation: Organisation, names: Names) -> str:
    """An address that names the body; it says nothing of how a message travels."""
    if organisation.ods:
        return f"urn:nhs-uk:addressing:ods:{organisation.ods}"
    return f"{names.identifier('dfe-la-code')}/{organisation.la_code}"
