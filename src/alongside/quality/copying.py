"""From an EHC plan to the copy without names that families’ auditors read. Nothing else of the case is in it."""

import json
from collections.abc import Sequence
from datetime import date

from alongside.casework.queries.identifying import Identifying, identifying
from alongside.documents.content import Document, from_json, to_json
from alongside.documents.rewriting import rewritten, texts_of
from alongside.kernel.actor import Actor
from alongside.people.queries import own_area
from alongside.quality.models import DrawnItem
from alongside.quality.on_cases import for_case
from alongside.quality.rules.redacting.hiding import Redacted, check_nothing_left, redact
from alongside.quality.rules.redacting.known import Known


def known_of(actor: Actor, item: DrawnItem, *, today: date) -> Known:
    """Raises Hidden."""
    found = identifying(for_case(actor, item.case.ref), case_ref=item.case.ref, today=today)
    days = (found.born_on, item.happened_on)
    return _known(found, days, public=_public(own_area(actor).name))


def copy_of(item: DrawnItem, known: Known, marked: Sequence[str]) -> tuple[Document, Redacted]:
    """The issued version with every text hidden that tells who it is, and what a person should look at."""
    whole = from_json(json.loads(item.plan.content if item.plan else ""))
    found = redact(texts_of(whole), known, marked=marked)
    hidden = iter(found.blocks)
    return rewritten(whole, lambda _: next(hidden)), found


def check_copy(document: Document, known: Known, marked: Sequence[str]) -> None:
    """A second look before anybody else reads it. Raises Refusal."""
    check_nothing_left(texts_of(document), known, marked=marked)


def kept(document: Document) -> object:
    return to_json(document)


def _public(area: str) -> tuple[str, ...]:
    """ "City of York" and "York": everybody may read which council it is."""
    return (area, *(word for word in area.split() if word.istitle()))


def _known(found: Identifying, days: tuple[date, ...], *, public: tuple[str, ...]) -> Known:
    return Known(
        child=found.children,
        people=found.people,
        schools=found.places,
        addresses=(*found.addresses, *found.postcodes),
        numbers=(*found.numbers, *(each for each in found.contacts if "@" not in each)),
        emails=tuple(each for each in found.contacts if "@" in each),
        telling_days=days,
        public=public,
    )
