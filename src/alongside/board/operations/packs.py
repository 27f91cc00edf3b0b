"""Freezing a pack and issuing it.

Freezing keeps the content in one transaction and asks for the paper. Issuing keeps the file, its
digest and the ledger's entry in another. A kill in between leaves a frozen edition whose paper is
made again from the same content, byte for byte; nothing is ever half issued.
"""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from alongside.board import perms
from alongside.board.models import (
    AssuranceReport,
    Board,
    EditionReport,
    Meeting,
    Pack,
    PackEdition,
    Visit,
)
from alongside.board.operations.telling import tell_board
from alongside.board.paper.edition import Edition, as_early, as_edition
from alongside.board.paper.whole import Frozen, board_pack, upward_report, visit_evidence
from alongside.board.rules.codes import PackKind
from alongside.board.rules.packs import PackState, check_may_freeze
from alongside.documents.content import Document, content_bytes, content_sha256, from_json
from alongside.files.operations import keep_file
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.measures.operations import release_figures
from alongside.people.finding import find
from alongside.web.clock import london_day

MAKE = "board.make_edition"
FILE_KINDS = {
    PackKind.BOARD: "pack",
    PackKind.UPWARD: "report",
    PackKind.VISIT: "visit evidence",
}
Content = Callable[[Edition], Frozen]


@transaction.atomic
def freeze_board_pack(
    *, actor: Actor, at: datetime, meeting_ref: str, seen_number: int, why: str = ""
) -> PackEdition:
    """The pack of a meeting as everything stands now. ``seen_number``: the latest edition that the
    person saw, 0 for none.
    """
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    title = f"{meeting.board.title}, {day_in_words(meeting.held_on)}"
    pack = _pack(actor, at, meeting.board, PackKind.BOARD, title, meeting=meeting)
    state = _state(pack, meeting=meeting)
    check_may_freeze(state, seen_number=seen_number, why=why, today=london_day(at))
    return _freeze(actor, at, pack, why, lambda edition: board_pack(actor, meeting, at, edition))


@transaction.atomic
def freeze_upward_report(
    *,
    actor: Actor,
    at: datetime,
    meeting_ref: str,
    to_board_ref: str,
    seen_number: int,
    why: str = "",
) -> PackEdition:
    """What another board is told, made from the same material as the meeting's pack."""
    actor.check_may(perms.RUN)
    meeting, upper = find(Meeting, actor, meeting_ref), find(Board, actor, to_board_ref)
    if upper.pk == meeting.board_id:
        raise Refusal("Choose another board than the one that reports.", field="to_board")
    title = f"Report to {upper.title}, {day_in_words(meeting.held_on)}"
    pack = _pack(actor, at, meeting.board, PackKind.UPWARD, title, meeting=meeting, to_board=upper)
    state = _state(pack, meeting=meeting)
    check_may_freeze(state, seen_number=seen_number, why=why, today=london_day(at))
    return _freeze(
        actor, at, pack, why, lambda edition: upward_report(actor, meeting, upper, at, edition)
    )


@transaction.atomic
def freeze_visit_evidence(
    *, actor: Actor, at: datetime, visit_ref: str, seen_number: int, why: str = ""
) -> PackEdition:
    """The evidence for a visit. From its day of freezing on, the first edition is the last."""
    actor.check_may(perms.RUN)
    visit = find(Visit, actor, visit_ref)
    title = f"Evidence for the visit of {day_in_words(visit.held_on)}"
    pack = _pack(actor, at, visit.board, PackKind.VISIT, title, visit=visit)
    state = _state(pack, visit=visit)
    check_may_freeze(state, seen_number=seen_number, why=why, today=london_day(at))
    return _freeze(actor, at, pack, why, lambda edition: visit_evidence(actor, visit, at, edition))


@transaction.atomic
def issue_edition(
    *, actor: Actor, at: datetime, edition_ref: str, paper: bytes, page_count: int
) -> PackEdition:
    """Keep the made paper: file, digests, ledger entry and messages, or nothing.

    Safe to run twice: an edition that has its file keeps it.
    """
    actor.check_may(perms.RUN)
    edition = find(PackEdition, actor, edition_ref)
    if edition.issued_at is not None:
        return edition
    upload = ContentFile(paper, name=_file_name(edition))
    stored = keep_file(actor=actor, upload=upload, at=at)
    edition.file, edition.file_sha256 = stored, stored.sha256
    edition.page_count, edition.issued_at = page_count, at
    edition.save(update_fields=["file", "file_sha256", "page_count", "issued_at"])
    record(
        actor=actor,
        at=at,
        verb="board.issue_edition",
        subject="board.pack",
        subject_ref=edition.pack.ref,
        detail={
            "edition": edition.ref,
            "number": edition.number,
            "content_sha256": edition.content_sha256,
            "file_sha256": edition.file_sha256,
        },
    )
    _tell(actor, at, edition)
    return edition


def _freeze(actor: Actor, at: datetime, pack: Pack, why: str, content: Content) -> PackEdition:
    number = pack.editions.count() + 1
    frozen = content(Edition(number, why))
    document = _of_edition(frozen.document, pack, number, why)
    edition = PackEdition.objects.create(
        area_id=pack.area_id,
        pack=pack,
        number=number,
        why=why.strip(),
        content=content_bytes(document).decode(),
        content_sha256=content_sha256(document),
        frozen_at=at,
        frozen_by_id=actor.person_id,
    )
    _keep_reports(edition, frozen.report_ids)
    release_figures(actor=actor, at=at, all_of=frozen.series, figures=frozen.figures)
    enqueue(name=MAKE, key=edition.ref, arguments={"edition": edition.pk}, at=at)
    record(
        actor=actor,
        at=at,
        verb="board.freeze_edition",
        subject="board.pack",
        subject_ref=pack.ref,
        detail={
            "edition": edition.ref,
            "number": number,
            "content_sha256": edition.content_sha256,
        },
    )
    return edition


def _of_edition(document: Document, pack: Pack, number: int, why: str) -> Document:
    """A later edition says on its first page what it is, and early evidence why it is early."""
    before = pack.editions.order_by("-number").first()
    if before is None:
        return as_early(document, why) if why.strip() else document
    return as_edition(
        document,
        from_json(json.loads(before.content)),
        number=number,
        why=why,
        before_at=before.frozen_at,
    )


def _pack(
    actor: Actor, at: datetime, board: Board, kind: PackKind, title: str, **subject: object
) -> Pack:
    """The one pack of this meeting, visit or other board, locked; made when it is the first."""
    pack, _ = (
        Pack.objects.in_area(actor.area_id)
        .select_for_update()
        .get_or_create(
            area_id=actor.area_id,
            board=board,
            kind=kind.value,
            **subject,
            defaults={"title": title, "created_at": at, "created_by_id": actor.person_id},
        )
    )
    found: Pack = pack
    return found


def _state(pack: Pack, *, meeting: Meeting | None = None, visit: Visit | None = None) -> PackState:
    latest = pack.editions.order_by("-number").first()
    return PackState(
        kind=PackKind(pack.kind),
        last_number=latest.number if latest else 0,
        is_being_made=latest is not None and latest.issued_at is None,
        freezes_on=visit.freezes_on if visit else None,
        is_cancelled=bool(meeting and meeting.cancelled_at) or bool(visit and visit.called_off_at),
        held_on=meeting.held_on if meeting else None,
        is_signed=bool(meeting and meeting.signed_at),
    )


def _keep_reports(edition: PackEdition, report_ids: Sequence[int]) -> None:
    reports = AssuranceReport.objects.in_area(edition.area_id).filter(pk__in=report_ids)
    EditionReport.objects.bulk_create(
        EditionReport(area_id=edition.area_id, edition=edition, report=report) for report in reports
    )


def _tell(actor: Actor, at: datetime, edition: PackEdition) -> None:
    """Whoever sits on the board on the day, which paper it is."""
    pack, is_first, key = edition.pack, edition.number == 1, f"board.pack:{edition.ref}"
    about = pack.meeting or pack.visit
    day = day_in_words(about.held_on if about else london_day(at))
    address = reverse("board:pack", args=[actor.area_slug, pack.ref])
    to: dict[str, Any] = {"actor": actor, "at": at, "board": pack.board, "address": address}
    match PackKind(pack.kind), is_first:
        case PackKind.BOARD, True:
            tell_board(
                key=key, sentence=f"The pack for the board meeting on {day} was issued.", **to
            )
        case PackKind.BOARD, False:
            tell_board(
                key=key,
                sentence=f"A new edition of the pack for the board meeting on {day} was issued.",
                **to,
            )
        case PackKind.UPWARD, True:
            tell_board(
                key=key,
                sentence=f"The report to another board after the meeting on {day} was issued.",
                **to,
            )
        case PackKind.UPWARD, False:
            _tell_report_again(day, key, to)
        case PackKind.VISIT, True:
            tell_board(key=key, sentence=f"The evidence for the visit on {day} was issued.", **to)
        case PackKind.VISIT, False:
            _tell_evidence_again(day, key, to)


def _tell_report_again(day: str, key: str, to: dict[str, Any]) -> None:
    tell_board(
        key=key,
        sentence=f"A new edition of the report to another board after the meeting on {day} was issued.",
        **to,
    )


def _tell_evidence_again(day: str, key: str, to: dict[str, Any]) -> None:
    tell_board(
        key=key,
        sentence=f"A new edition of the evidence for the visit on {day} was issued.",
        **to,
    )


def _file_name(edition: PackEdition) -> str:
    """ "york-send-improvement-board-pack-2022-09-14-edition-1.pdf": what somebody looks for later."""
    pack, kind = edition.pack, PackKind(edition.pack.kind)
    about = pack.meeting or pack.visit
    day = (about.held_on if about else london_day(edition.frozen_at)).isoformat()
    board = pack.to_board.title if pack.to_board else pack.board.title
    parts = (pack.area.slug, board, FILE_KINDS[kind], day, f"edition {edition.number}")
    return f"{slugify(' '.join(parts))}.pdf"
