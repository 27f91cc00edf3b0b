"""The resources of a bundle and the references between them: every reference must lead to another
entry of the same bundle.
"""

from collections.abc import Iterable

from alongside.exchange.fhir.elements import Element
from alongside.exchange.fhir.names import PROFILES
from alongside.exchange.fhir.narratives import narrative_fault
from alongside.exchange.fhir.outcomes import IssueCode

MOST_ENTRIES = 200
_NEVER = {
    "contained": "Put each resource into an entry of its own.",
    "modifierExtension": "An extension that changes the meaning of the rest is not taken.",
    "implicitRules": "Rules that stand elsewhere are not taken.",
}


class Entries:
    """The sound entries of one bundle. What nobody asks for by the end does not belong there."""

    def __init__(self, bundle: Element) -> None:
        self._by_address: dict[str, tuple[str, Element]] = {}
        self._by_type: dict[str, list[Element]] = {}
        self._asked: set[str] = set()
        self._bundle = bundle
        entries = bundle.elements("entry")
        if not entries:
            bundle.wrong("entry", "The bundle has no entry.", IssueCode.REQUIRED)
        if len(entries) > MOST_ENTRIES:
            bundle.wrong("entry", f"More than {MOST_ENTRIES} entries are not taken.")
        self._first = ""
        for entry in entries[:MOST_ENTRIES]:
            self._take(entry)

    def _take(self, entry: Element) -> None:
        resource = entry.element("resource", needed=True)
        if resource is None:
            return
        kind = resource.text("resourceType", needed=True, longest=64)
        self._first = self._first or kind
        if kind not in PROFILES:
            sentence = f"This resource is not taken here. Use only {', '.join(PROFILES)}."
            resource.wrong("", sentence, IssueCode.NOT_SUPPORTED)
            return
        _check_resource(resource, kind)
        self._by_type.setdefault(kind, []).append(resource)
        for address in {entry.text("fullUrl"), f"{kind}/{resource.text('id')}"}:
            self._address(entry, address, kind, resource)

    def _address(self, entry: Element, address: str, kind: str, resource: Element) -> None:
        if not address or address.endswith("/"):
            return
        if address in self._by_address:
            entry.wrong("fullUrl", "Two entries have the same address.", IssueCode.DUPLICATE)
        self._by_address[address] = (kind, resource)

    def check_first(self, kind: str) -> None:
        if self._first and self._first != kind:
            self._bundle.wrong(
                "entry[0]", f"The first entry of a message must be a {kind}.", IssueCode.STRUCTURE
            )

    def one(self, kind: str, *, needed: bool = True) -> Element | None:
        found = self._by_type.get(kind, [])
        if needed and not found:
            sentence = f"An entry with a {kind} is missing."
            self._bundle.wrong("entry", sentence, IssueCode.REQUIRED)
        for more in found[1:]:
            more.wrong("", f"Only one {kind} is taken in a message.", IssueCode.DUPLICATE)
        self._asked.update(each.place for each in found)
        return found[0] if found else None

    def follow(self, reference: Element | None, kinds: Iterable[str]) -> Element | None:
        """The entry that is meant, if it is there and of one of the kinds."""
        if reference is None:
            return None
        address = reference.text("reference", needed=True, longest=500)
        reference.skip("type", "display")
        kind, found = self._by_address.get(address, ("", None))
        if found is None:
            if address:
                reference.wrong("reference", _nowhere(address), IssueCode.NOT_FOUND)
            return None
        if kind not in kinds:
            sentence = f"This must lead to a {' or '.join(kinds)}."
            reference.wrong("reference", sentence, IssueCode.STRUCTURE)
            return None
        self._asked.add(found.place)
        return found

    def follow_or_only(self, reference: Element | None, kind: str) -> Element | None:
        """A reference that leads nowhere must not hide what is wrong with the entry it should name."""
        return self.follow(reference, (kind,)) or self.one(kind, needed=False)

    def check_all_asked(self) -> None:
        for kind, resources in self._by_type.items():
            for resource in resources:
                if resource.place not in self._asked:
                    sentence = f"This {kind} does not belong in this message: nothing leads to it."
                    resource.wrong("", sentence, IssueCode.NOT_SUPPORTED)


def _nowhere(address: str) -> str:
    if address.startswith(("http:", "https:", "urn:uuid:")):
        return "This leads to no entry of the bundle. References to other places are not followed."
    return "This leads to no entry of the bundle."


def _check_resource(resource: Element, kind: str) -> None:
    for name, sentence in _NEVER.items():
        if resource.has(name):
            resource.skip(name)
            resource.wrong(name, sentence, IssueCode.NOT_SUPPORTED)
    _check_profile(resource, kind)
    if resource.has("text") and (sentence := narrative_fault(resource.raw("text"))):
        resource.wrong("text", sentence, IssueCode.SECURITY)


def _check_profile(resource: Element, kind: str) -> None:
    """No profile at all is taken: the rules that matter here are asked of everybody."""
    meta = resource.element("meta")
    if meta is None:
        return
    profiles = [profile.split("|")[0] for profile in meta.texts("profile")]
    if profiles and PROFILES[kind] not in profiles:
        sentence = f"This profile is not taken here. Use {PROFILES[kind]}."
        meta.wrong("profile", sentence, IssueCode.NOT_SUPPORTED)
    meta.skip("versionId", "lastUpdated", "source")
