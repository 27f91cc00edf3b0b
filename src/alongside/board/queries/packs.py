"""Packs and their editions: what was issued, when and why again, and whether a file is one of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q

from alongside.board import perms
from alongside.board.models import Board, Meeting, Pack, PackEdition, Visit
from alongside.board.paper.edition import changed_sections
from alongside.board.rules.codes import PackKind
from alongside.board.words import PACK_KINDS
from alongside.documents.content import Document, from_json
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.finding import found


@dataclass(frozen=True, slots=True)
class EditionView:
    """``issued_at`` is None while the paper is being made. ``is_own``: whoever reads it froze it."""

    ref: str
    number: int
    why: str
    frozen_at: datetime
    frozen_by: str
    is_own: bool
    issued_at: datetime | None
    content_sha256: str
    file_sha256: str
    page_count: int | None
    size_bytes: int | None


@dataclass(frozen=True, slots=True)
class PackView:
    """``about_on`` is the day of the meeting or the visit; editions are the latest first."""

    ref: str
    kind: str
    kind_label: str
    title: str
    board_title: str
    to_board: str
    about_on: date
    meeting_ref: str
    visit_ref: str
    to_board_ref: str
    editions: tuple[EditionView, ...]

    @property
    def latest(self) -> EditionView | None:
        """The latest edition that was issued."""
        return next((each for each in self.editions if each.issued_at), None)

    @property
    def last_number(self) -> int:
        return self.editions[0].number if self.editions else 0

    @property
    def is_being_made(self) -> bool:
        return bool(self.editions) and self.editions[0].issued_at is None


@dataclass(frozen=True, slots=True)
class EditionPage:
    """An edition to read on screen, with the sections that differ from the one before."""

    pack: PackView
    edition: EditionView
    document: Document
    changed_sections: tuple[str, ...]


def packs(actor: Actor) -> tuple[PackView, ...]:
    """Latest meeting or visit first; readers see only what was issued."""
    views = _views(actor, Q())
    return tuple(sorted(views, key=lambda pack: (pack.about_on, pack.title), reverse=True))


def pack(actor: Actor, ref: str) -> PackView:
    """Raises Hidden."""
    views = _views(actor, Q(ref=ref))
    if not views:
        raise Hidden("pack")
    return views[0]


def pack_of_meeting(actor: Actor, meeting_ref: str) -> PackView | None:
    views = _views(actor, Q(kind=PackKind.BOARD.value, meeting__ref=meeting_ref))
    return views[0] if views else None


def pack_of_visit(actor: Actor, visit_ref: str) -> PackView | None:
    views = _views(actor, Q(kind=PackKind.VISIT.value, visit__ref=visit_ref))
    return views[0] if views else None


def report_to(actor: Actor, meeting_ref: str, to_board_ref: str) -> PackView | None:
    """The report to another board that was made for this meeting."""
    wanted = Q(kind=PackKind.UPWARD.value, meeting__ref=meeting_ref, to_board__ref=to_board_ref)
    views = _views(actor, wanted)
    return views[0] if views else None


def edition_page(actor: Actor, ref: str) -> EditionPage:
    """Raises Hidden; also for a reader of packs while the edition is being made."""
    row = found(PackEdition, actor, ref, "pack")
    view = pack(actor, row.pack.ref)
    edition = next((each for each in view.editions if each.ref == ref), None)
    if edition is None:
        raise Hidden("edition")
    document = _document(row.content)
    before = (
        PackEdition.objects.visible_to(actor)
        .filter(pack_id=row.pack_id, number=row.number - 1)
        .values_list("content", flat=True)
        .first()
    )
    changed = changed_sections(_document(before), document) if before else ()
    return EditionPage(view, edition, document, changed)


@lru_cache(maxsize=16)
def _document(content: str) -> Document:
    """Frozen content never changes, so it is read once."""
    return from_json(json.loads(content))


def edition_file(actor: Actor, ref: str) -> StoredFile:
    """The issued bytes. Raises Hidden while there are none."""
    _check_may_read(actor)
    row = found(PackEdition, actor, ref, "file")
    if row.file is None:
        raise Hidden("edition")
    return row.file


def edition_of_file(actor: Actor, sha256: str) -> tuple[PackView, EditionView] | None:
    """Which issued edition has exactly these bytes, if any in the area."""
    _check_may_read(actor)
    row = (
        PackEdition.objects.visible_to(actor)
        .filter(file_sha256=sha256)
        .select_related("pack")
        .first()
    )
    if row is None:
        return None
    view = pack(actor, row.pack.ref)
    return view, next(each for each in view.editions if each.ref == row.ref)


def meeting_for_pack(actor: Actor, ref: str) -> Meeting:
    """Raises Hidden."""
    actor.check_may(perms.RUN)
    return found(Meeting, actor, ref, "board")


def visit_for_pack(actor: Actor, ref: str) -> Visit:
    """Raises Hidden."""
    actor.check_may(perms.RUN)
    return found(Visit, actor, ref, "board")


def boards_above(actor: Actor, board_id: int) -> list[tuple[str, str]]:
    """Every other board that may be reported to: those it answers to first."""
    rows = Board.objects.visible_to(actor).exclude(pk=board_id)
    above = set(
        rows.filter(lines_down__lower_id=board_id, lines_down__line_until=None).values_list(
            "pk", flat=True
        )
    )
    ordered = sorted(rows, key=lambda row: (row.pk not in above, row.title))
    return [(row.ref, row.title) for row in ordered]


def _check_may_read(actor: Actor) -> None:
    if not actor.may_somewhere(perms.PACKS):
        raise Hidden(perms.PACKS)


def _views(actor: Actor, wanted: Q) -> list[PackView]:
    _check_may_read(actor)
    rows = list(
        Pack.objects.visible_to(actor)
        .filter(wanted)
        .select_related("board", "meeting", "visit", "to_board")
    )
    editions = _editions(actor, [row.pk for row in rows])
    views = [_view(row, editions.get(row.pk, ())) for row in rows]
    return [view for view in views if view.editions]


def _editions(actor: Actor, pack_ids: Sequence[int]) -> dict[int, tuple[EditionView, ...]]:
    rows = PackEdition.objects.visible_to(actor).filter(pack_id__in=pack_ids)
    if not actor.may_somewhere(perms.RUN):
        rows = rows.filter(issued_at__isnull=False)
    found_by_pack: dict[int, tuple[EditionView, ...]] = {}
    for row in rows.select_related("frozen_by", "file").defer("content").order_by("-number"):
        view = EditionView(
            ref=row.ref,
            number=row.number,
            why=row.why,
            frozen_at=row.frozen_at,
            frozen_by=row.frozen_by.name if row.frozen_by else "",
            is_own=row.frozen_by_id is not None and row.frozen_by_id == actor.person_id,
            issued_at=row.issued_at,
            content_sha256=row.content_sha256,
            file_sha256=row.file_sha256,
            page_count=row.page_count,
            size_bytes=row.file.size_bytes if row.file else None,
        )
        found_by_pack[row.pack_id] = (*found_by_pack.get(row.pack_id, ()), view)
    return found_by_pack


def _view(row: Pack, editions: tuple[EditionView, ...]) -> PackView:
    about = row.meeting.held_on if row.meeting else row.visit.held_on if row.visit else None
    return PackView(
        ref=row.ref,
        kind=row.kind,
        kind_label=PACK_KINDS[PackKind(row.kind)],
        title=row.title,
        board_title=row.board.title,
        to_board=row.to_board.title if row.to_board else "",
        about_on=about or row.created_at.date(),
        meeting_ref=row.meeting.ref if row.meeting else "",
        visit_ref=row.visit.ref if row.visit else "",
        to_board_ref=row.to_board.ref if row.to_board else "",
        editions=editions,
    )
