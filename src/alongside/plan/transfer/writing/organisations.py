"""Which organisation a printed abbreviation means here: never guessed, and kept for the next time.

First the area's own partners are asked by their abbreviation; then the names that the document gives. A
word that neither knows becomes an organisation of that name, to be corrected by people, with a note.
"""

from alongside.people.models import Organisation
from alongside.people.operations import add_partner, register_organisation
from alongside.people.queries import all_partners_of, organisations_named, partner_of
from alongside.plan.rules.codes import Partner
from alongside.plan.transfer.scale import folded
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.writing.context import Writing

NOT_PUBLISHED = "Organisation not published"
NOT_KNOWN_KIND = "provider"
COMMISSIONER = "health"
_COMMISSIONERS = {"ccg", "icb"}


class Organisations:
    """The area's organisations by the words that documents print for them."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._known: dict[str, Organisation] = {}
        self._partners: dict[int, str] = {}
        for partner in all_partners_of(writing.area_id):
            self._partners.setdefault(partner.organisation_id, partner.partner)
            if partner.abbreviation:
                self._known.setdefault(folded(partner.abbreviation), partner.organisation)

    def read_table(self, local_area: Document) -> None:
        """The council, the health body and further names that the document itself explains."""
        for name, kind in (("local_authority", "council"), ("health_body", "health")):
            full, short = local_area.get(name), local_area.get(f"{name}_abbreviation")
            if full:
                self._learn(full, short or full, kind, partner=kind)
        for short, full in (local_area.get("organisations") or {}).items():
            if full and folded(short) not in self._known:
                kind = _kind_of(f"{short} {full}")
                self._learn(full, short, kind, partner=Partner.OTHER.value)
                if kind == NOT_KNOWN_KIND:
                    self._note_kind(full)

    def known(self, words: str) -> Organisation | None:
        return self._known.get(folded(words))

    def made(self, words: str) -> Organisation:
        """The organisation of a printed word, made when nobody knows it."""
        found = self.known(words)
        if found is None:
            kind = _kind_of(words)
            found = self._learn(words, words, kind, partner=Partner.OTHER.value)
            said = "a health commissioner" if kind == COMMISSIONER else "an NHS provider"
            self._writing.notes.append(
                f"“{words}” is not an organisation that this area knows. It is entered by its "
                f"printed letters as {said}: give it its full name and kind under Organisations."
            )
        return found

    def unpublished(self, title: str) -> Organisation:
        """For a post that was printed without its organisation, until people say which it is."""
        self._writing.notes.append(
            f"The post “{title}” was printed without an organisation. Say which it is under Posts."
        )
        return self._learn(NOT_PUBLISHED, "", NOT_KNOWN_KIND, partner=Partner.OTHER.value)

    def partner_of(self, organisation: Organisation) -> str:
        """What it answers for here; by its kind where the area does not say."""
        return self._partners.get(organisation.pk) or partner_of(organisation)

    def _learn(self, full: str, short: str, kind: str, *, partner: str) -> Organisation:
        known = self.known(short)
        if known is not None:
            return known
        found = next(iter(organisations_named(full)), None)
        actor, at = self._writing.actor, self._writing.at
        if found is None:
            found = register_organisation(actor=actor, at=at, name=full, kind=kind)
        if found.pk not in self._partners:
            add_partner(
                actor=actor, at=at, organisation=found, partner=partner, abbreviation=short[:20]
            )
            self._partners[found.pk] = partner
        self._known[folded(short)] = found
        return found

    def _note_kind(self, full: str) -> None:
        self._writing.notes.append(
            f"“{full}” was entered as an NHS provider: correct its kind under Organisations if it "
            "is another."
        )


def _kind_of(words: str) -> str:
    """A CCG and an ICB buy health services, whatever stands before these letters."""
    is_commissioner = _COMMISSIONERS & set(folded(words).split())
    return COMMISSIONER if is_commissioner else NOT_KNOWN_KIND
