"""Whether a file is a pack that was issued here, by its bytes, its frozen content and the ledger.

Three things must agree: an edition with exactly these bytes, the content it keeps with the digest
it printed, and the ledger's entry of the day it was issued.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from alongside.board import perms
from alongside.board.models import PackEdition
from alongside.documents.content import content_sha256, from_json
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.queries import facts_recorded
from alongside.people.scoping import AreaQuerySet

PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Verified:
    """``faults`` is empty when everything agrees; ``latest_number`` tells of a later edition."""

    area: str
    title: str
    edition_ref: str
    number: int
    latest_number: int
    issued_at: datetime
    content_sha256: str
    file_sha256: str
    ledger_seq: int | None
    faults: tuple[str, ...]


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def verify_for(actor: Actor, sha256: str) -> Verified | None:
    """Among the editions of the actor's area. None: no edition has these bytes."""
    if not actor.may_somewhere(perms.PACKS):
        raise Hidden(perms.PACKS)
    return _verified(PackEdition.objects.visible_to(actor).filter(file_sha256=sha256))


def verify_anywhere(sha256: str) -> Verified | None:
    """For the operator's command: in every area of the installation."""
    everywhere = PackEdition.objects.across_areas(reason="The operator asks about one file.")
    return _verified(everywhere.filter(file_sha256=sha256))


def _verified(editions: AreaQuerySet) -> Verified | None:
    edition: PackEdition | None = editions.select_related("pack", "area").first()
    if edition is None:
        return None
    recorded = facts_recorded(
        area_id=edition.area_id,
        verb="board.issue_edition",
        subject="board.pack",
        subject_ref=edition.pack.ref,
    )
    entry = next((seq for seq, facts in recorded if facts.get("edition") == edition.ref), None)
    facts = dict(recorded).get(entry, {}) if entry else {}
    return Verified(
        area=edition.area.name,
        title=edition.pack.title,
        edition_ref=edition.ref,
        number=edition.number,
        latest_number=edition.pack.editions.order_by("-number").values_list("number")[0][0],
        issued_at=edition.issued_at or edition.frozen_at,
        content_sha256=edition.content_sha256,
        file_sha256=edition.file_sha256,
        ledger_seq=entry,
        faults=tuple(_faults(edition, facts)),
    )


def _faults(edition: PackEdition, facts: dict[str, object]) -> Iterable[str]:
    if not facts:
        yield "The ledger has no entry of this edition."
        return
    if facts.get("file_sha256") != edition.file_sha256:
        yield "The ledger names another file for this edition."
    if facts.get("content_sha256") != edition.content_sha256:
        yield "The ledger names another content for this edition."
    try:
        kept = content_sha256(from_json(json.loads(edition.content)))
    except ValueError:
        kept = ""
    if kept != edition.content_sha256:
        yield "The content kept here is no longer what was frozen."
