"""Letters as data: what each says, to whom it goes, and after which events it is due.

The templates stand in ``data/letters``. A letter is derived from the events of a case, so nothing is
forgotten when a decision is recorded and its letters are not: they stay on the list of what is still to
be written. Nothing here knows today.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.casework.rules.bodies import was_told_outside
from alongside.casework.rules.children import rights_pass_on, year_group
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.folding import CaseFact, as_told, law_events, root_of
from alongside.law.corrections import standing
from alongside.law.processes import Process, in_order, processes_of
from alongside.law.provisions import Force
from alongside.law.rulebook import Rules


class Audience(StrEnum):
    """To whom a letter goes. ADVISERS are all who must be asked for advice; ASKED is the body of the
    event.
    """

    FAMILY = "family"
    SETTING = "setting"
    COMMISSIONER = "commissioner"
    SOCIAL_CARE = "social_care"
    ADVISERS = "advisers"
    ASKED = "asked"
    NEW_AUTHORITY = "new_authority"
    GOVERNMENT = "government"


class Piece(StrEnum):
    """What a line of a template becomes."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    WARNING = "warning"
    INSET = "inset"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Line:
    """``only_with`` and ``unless`` name the gap that keeps the line, or drops it."""

    piece: Piece
    text: str
    only_with: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """``missing`` is the sentence of the refusal. ``due`` are the rules whose day fills it."""

    name: str
    missing: str
    reveals: str = ""
    due: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One version of a letter, used from ``since`` until a later one begins."""

    code: str
    version: int
    title: str
    about: str
    since: date
    follows: frozenset[str]
    to: tuple[Audience, ...]
    sent: tuple[str, ...]
    served: tuple[str, ...]
    over: frozenset[str]
    is_optional: bool
    only_with: str
    rules: tuple[str, ...]
    free: str
    appealed: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Every letter, the gaps that may stand in one, and why some kinds of events have none."""

    templates: tuple[Template, ...]
    gaps: Mapping[str, Gap]
    none: Mapping[str, str]

    def following(self, kind: str, day: date) -> tuple[Template, ...]:
        """The letters that follow an event of this kind, each in the version that is used on that day."""
        latest = {
            each.code: each
            for each in sorted(self.templates, key=lambda each: each.since)
            if each.since <= day and kind in each.follows
        }
        return tuple(latest.values())

    def version(self, code: str, number: int) -> Template:
        return next(each for each in self.templates if (each.code, each.version) == (code, number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A contact of the child or young person, as letters need to know them. ``acts_for_them``: the young
    person, whose rights they are, wants it so, or the contact represents them.
    """

    ref: str
    name: str
    has_responsibility: bool
    acts_for_them: bool = False
    is_ended: bool = False
    address: str = ""
    email: str = ""
    phone: str = ""
    restriction: str = ""
    asked_for: str = ""
    safe_contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Everybody to whom letters of one case can go. The bodies are empty where they are not known.

    ``addresses`` and ``places`` are where the child lives and every school or other place they go, or
    went: what a restricted person must not read. ``public`` is what the council says about itself.
    """

    child: str
    known_as: str
    born_on: date
    contacts: tuple[Someone, ...] = ()
    addresses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    setting: str = ""
    commissioner: str = ""
    social_care: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """``key`` tells recipients apart within a case and stays. ``name`` is empty where nobody is known."""

    key: str
    audience: Audience
    name: str
    contact_ref: str = ""
    address: str = ""
    email: str = ""
    restriction: str = ""
    asked_for: str = ""
    safe_contact: str = ""
    body: str = ""
    is_young_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDue:
    """A letter that follows an event. ``root`` is the ref of the event as it was first recorded: a
    correction asks for no second letter by itself.

    ``over_by``: what later made it needless. ``is_told``: what it says is on record as told, by this
    letter to somebody else or in another way. ``tells``: the decision counts for the law from the day on
    which this letter is sent; once the rights are the young person's, theirs alone.
    """

    template: Template
    event: CaseFact
    root: str
    recipient: Recipient
    over_by: CaseFact | None
    is_told: bool
    tells: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.root, self.template.code, self.recipient.key)

    @property
    def is_extra(self) -> bool:
        """It may be written, and nobody waits for it: as a choice, or beside what was told outside this
        record.
        """
        return self.template.is_optional or (
            self.recipient.audience is Audience.FAMILY and _was_told_outside(self.event)
        )

    def waits(self, sent: Collection[tuple[str, str]]) -> bool:
        """Whether it is still to be written. ``sent`` are the events and templates of letters that went
        out: where one did, the others of its kind wait, although the law has been told already.
        """
        if self.over_by or self.template.is_optional:
            return False
        return not self.is_told or (self.root, self.template.code) in sent


Facts = Sequence[CaseFact]
YOUNG_PERSON = "young_person"
NOBODY = "nobody"
ADVISERS = (
    AdviceBody.EDUCATION,
    AdviceBody.HEALTH,
    AdviceBody.PSYCHOLOGY,
    AdviceBody.SOCIAL_CARE,
)
"""Who is asked in every assessment. The family is asked for its views in its own letter."""
FIRST_YEAR_OF_ADULTHOOD = 9
TITLES = {
    Audience.NEW_AUTHORITY: "The SEND team of the new council",
    Audience.GOVERNMENT: "The Secretary of State for Education",
}
ADVISER_NAMES = {
    AdviceBody.PSYCHOLOGY: "The educational psychology service",
    AdviceBody.ADULTHOOD: "The service that prepares for adulthood",
    AdviceBody.OTHER: "The person named by the family or by us",
    AdviceBody.FAMILY: "The family",
}


def letters_due(
    facts: Sequence[CaseFact], parties: Parties, book: Book, rules: Rules
) -> tuple[LetterDue, ...]:
    """Every letter that the events ask for or allow, in the order of the events. Those of a decision are
    offered from the day on which it was made.
    """
    facts = as_told(facts)
    ordered = in_order(standing(law_events(facts, rules)), kinds=rules.kinds)
    processes = processes_of(ordered, kinds=rules.kinds)
    by_ref = {fact.ref: fact for fact in facts}
    found: list[LetterDue] = []
    for event in ordered:
        fact = by_ref[event.id]
        later: Facts | None = None
        for template in book.following(fact.kind, fact.counts_from):
            later = _after(event.id, processes, by_ref) if later is None else later
            found += _letters_of(template, fact, root_of(fact, by_ref), parties, later)
    return tuple(found)


def recipients_of(template: Template, fact: CaseFact, parties: Parties) -> Iterator[Recipient]:
    """Everyone with parental responsibility separately. Once the rights are the young person's: they, and
    whoever acts for them.
    """
    for audience in template.to:
        match audience:
            case Audience.FAMILY:
                yield from _family(parties, fact.counts_from)
            case Audience.ADVISERS:
                yield from _advisers(parties, fact.counts_from)
            case Audience.ASKED:
                yield _asked(fact, parties)
            case _:
                yield _body(audience, parties)


def starts_a_right(kind: str, rules: Rules) -> bool:
    """Whether somebody's time to act runs from the day on which this was sent."""
    return kind in _starts_of_rights(rules)


def _letters_of(
    template: Template, fact: CaseFact, root: CaseFact, parties: Parties, later: Facts
) -> Iterator[LetterDue]:
    """What was brought over, and what the family was told outside this record, was told by other letters."""
    over = template.over.difference(template.sent)
    recipients = tuple(recipients_of(template, fact, parties))
    is_grown = any(each.is_young_person for each in recipients)
    for recipient in recipients:
        is_family = recipient.audience is Audience.FAMILY
        was_told = root.is_brought_over or (is_family and _was_told_outside(fact))
        was_sent = _first(template.sent, recipient, later) is not None
        yield LetterDue(
            template=template,
            event=fact,
            root=root.ref,
            recipient=recipient,
            over_by=_first(over, recipient, later),
            is_told=was_told or (was_sent and not (is_family and fact.is_untold)),
            tells=fact.is_untold
            and is_family
            and not template.is_optional
            and recipient.is_young_person is is_grown,
        )


def _was_told_outside(fact: CaseFact) -> bool:
    """The note of a decision that nobody was told of yet says nothing about its telling."""
    return not fact.is_untold and was_told_outside(fact.kind, fact.body)


def _after(ref: str, processes: Sequence[Process], by_ref: Mapping[str, CaseFact]) -> Facts:
    """What came after it in the processes that it belongs to."""
    found: list[CaseFact] = []
    for process in processes:
        refs = [each.id for _, each in process.events]
        found += (by_ref[each] for each in refs[refs.index(ref) + 1 :]) if ref in refs else ()
    return found


def _first(kinds: Collection[str], to: Recipient, later: Facts) -> CaseFact | None:
    """Of these kinds; for this body, where it is counted for each."""
    of_kind = (one for one in later if one.kind in kinds)
    return next((one for one in of_kind if one.body.get("body", "") in ("", to.body)), None)


def _family(parties: Parties, day: date) -> Iterator[Recipient]:
    is_grown = day >= rights_pass_on(parties.born_on)
    if is_grown:
        yield Recipient(
            key=YOUNG_PERSON,
            audience=Audience.FAMILY,
            name=parties.child,
            address=parties.addresses[0] if parties.addresses else "",
            is_young_person=True,
        )
    written_to = [one for one in parties.contacts if _is_written_to(one, is_grown=is_grown)]
    for one in written_to:
        yield _contact(one)
    if not written_to and not is_grown:
        yield Recipient(key=NOBODY, audience=Audience.FAMILY, name="")


def _is_written_to(one: Someone, *, is_grown: bool) -> bool:
    return not one.is_ended and (one.acts_for_them if is_grown else one.has_responsibility)


def _contact(one: Someone) -> Recipient:
    return Recipient(
        key=f"contact:{one.ref}",
        audience=Audience.FAMILY,
        name=one.name,
        contact_ref=one.ref,
        address=one.address,
        email=one.email,
        restriction=one.restriction,
        asked_for=one.asked_for,
        safe_contact=one.safe_contact,
    )


def _advisers(parties: Parties, day: date) -> Iterator[Recipient]:
    for body in ADVISERS:
        yield _adviser(body, parties)
    if year_group(parties.born_on, day) >= FIRST_YEAR_OF_ADULTHOOD:
        yield _adviser(AdviceBody.ADULTHOOD, parties)


def _adviser(body: AdviceBody, parties: Parties) -> Recipient:
    known = {
        AdviceBody.EDUCATION: parties.setting,
        AdviceBody.HEALTH: parties.commissioner,
        AdviceBody.SOCIAL_CARE: parties.social_care,
    }
    return Recipient(
        key=f"adviser:{body}",
        audience=Audience.ADVISERS,
        name=known.get(body, "") or ADVISER_NAMES.get(body, ""),
        body=body.value,
    )


def _asked(fact: CaseFact, parties: Parties) -> Recipient:
    """An adviser by its code; a school or college as it was written."""
    body = str(fact.body.get("body", ""))
    if body in set(AdviceBody):
        return _adviser(AdviceBody(body), parties)
    return Recipient(key=f"body:{body[:60]}", audience=Audience.ASKED, name=body, body=body)


def _body(audience: Audience, parties: Parties) -> Recipient:
    known = {
        Audience.SETTING: parties.setting,
        Audience.COMMISSIONER: parties.commissioner,
        Audience.SOCIAL_CARE: parties.social_care,
    }
    name = known.get(audience, TITLES.get(audience, ""))
    return Recipient(key=audience.value, audience=audience, name=name)


def _starts_of_rights(rules: Rules) -> frozenset[str]:
    return frozenset(
        kind
        for rule_set in rules.sets
        for provision in rule_set.provisions
        if provision.force is Force.RIGHT
        for kind in provision.starts
    )
