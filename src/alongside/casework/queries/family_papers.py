"""What a family has on paper: the letters that this person was sent, the EHC plans, and the rows of help in
the EHC plan that is in force.

Letters are written for each person by themselves, with what they must not be told left out. An EHC plan
names the school, so that nobody whose contact is restricted is handed one here.
"""

from collections.abc import Iterator
from typing import Any

from alongside.casework.families.door import Viewer
from alongside.casework.models import Case, CaseEvent, LetterEnclosure
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.family_values import HelpRow, PaperView
from alongside.casework.queries.letter_values import SentLetter
from alongside.casework.queries.letters import letters_for_contact
from alongside.casework.rules.bodies import MADE
from alongside.casework.rules.letters import YOUNG_PERSON
from alongside.casework.rules.plans.codes import (
    FINALS,
    PROVISIONS,
    PartKind,
    VersionKind,
    VersionState,
)
from alongside.files.kinds import kind_words
from alongside.files.models import StoredFile
from alongside.files.queries import file_by_id
from alongside.law.events import IN_ERROR
from alongside.web.clock import london_day

LONGEST = 300
Paper = tuple[PaperView, int | None]
"""With the id of its file."""


def papers_of(viewer: Viewer) -> tuple[PaperView, ...]:
    """The newest first. ``has_file`` is False while the paper is still being made."""
    found = [paper for paper, _ in _papers(viewer)]
    return tuple(sorted(found, key=lambda each: each.on, reverse=True))


def paper_file(viewer: Viewer, ref: str) -> StoredFile | None:
    """None for a paper that this person was never sent, and for one that is still being made."""
    file_id = next((file_id for paper, file_id in _papers(viewer) if paper.ref == ref), None)
    return file_by_id(viewer.case.area_id, file_id) if file_id else None


def help_rows(viewer: Viewer) -> tuple[HelpRow, ...]:
    """The rows of F, G and H that have to be given, without places. None for a restricted contact."""
    if viewer.is_restricted:
        return ()
    finals = [kind.value for kind in FINALS]
    issued = _issued(viewer.case).filter(kind__in=finals).order_by("-number")
    plan = next(iter(_sent(issued)), None)
    if plan is None:
        return ()
    rows = plan.parts.filter(
        kind=PartKind.PROVISION.value, section__in=[each.value for each in PROVISIONS]
    )
    return tuple(HelpRow(row.key, row.section, _in_short(row.body)) for row in rows)


def _papers(viewer: Viewer) -> Iterator[Paper]:
    case, contact = viewer.case, viewer.contact
    for letter in letters_for_contact(
        area_id=case.area_id, case_id=case.pk, contact_id=contact.pk if contact else None
    ):
        yield _letter(letter), letter.pdf_id
    yield from _enclosed(viewer)
    if viewer.is_restricted:
        return
    for plan in _sent(_issued(case)):
        title, has_file = KINDS[VersionKind(plan.kind)], plan.file_id is not None
        yield PaperView(plan.ref, title, plan.issued_on, has_file, is_plan=True), plan.file_id


def _letter(letter: SentLetter) -> PaperView:
    withdrawn_at = letter.withdrawn_at
    return PaperView(
        ref=letter.ref,
        title=f"Letter: {letter.title}",
        on=letter.sent_on,
        has_file=letter.pdf_id is not None,
        withdrawn_on=london_day(withdrawn_at) if withdrawn_at else None,
        why=letter.why,
    )


def _enclosed(viewer: Viewer) -> Iterator[Paper]:
    """What went with this person's letters. An EHC plan stands in the list by itself. Somebody with a
    restriction gets only what was read through for it, even where the restriction is newer.
    """
    case, contact = viewer.case, viewer.contact
    whose = {"letter__contact": contact} if contact else {"letter__recipient_key": YOUNG_PERSON}
    rows = LetterEnclosure.objects.in_area(case.area_id).filter(
        letter__case=case, letter__sending__isnull=False, plan=None, **whose
    )
    if viewer.is_restricted:
        rows = rows.filter(is_read_through=True)
    known = ("ref", "title", "letter__sending__sent_on", "file__media_type", "file_id")
    for ref, title, sent_on, media_type, file_id in rows.order_by("-letter_id", "id").values_list(
        *known
    ):
        kind = kind_words(media_type)
        yield PaperView(ref, f"Enclosed: {title}", sent_on, has_file=True, kind=kind), file_id


def _issued(case: Case) -> Any:
    return case.plan_versions.filter(state=VersionState.ISSUED.value)


def _sent(issued: Any) -> Iterator[Any]:
    """Without those that were issued and are not sent to the family, or whose sending was taken back."""
    for each in issued.select_related("event__corrected_by__corrected_by"):
        if _stands_as(each.event) not in (MADE, IN_ERROR):
            yield each


def _stands_as(event: CaseEvent) -> str:
    """The kind of what stands today in its place."""
    last = event
    while hasattr(last, "corrected_by"):
        last = last.corrected_by
    return last.kind


def _in_short(body: Any) -> str:
    parts = (body.get(name, "") for name in ("what", "how_much", "how_often"))
    return ", ".join(part.strip().rstrip(".") for part in parts if part)[:LONGEST]
