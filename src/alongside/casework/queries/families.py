"""One case as its family sees it: the same by account and by link, and worked out from the same events and
duties as everything that officers see. Nothing here can be switched off.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from alongside.casework import perms
from alongside.casework.closures import clock_for
from alongside.casework.families.door import Viewer, viewer_of
from alongside.casework.families.events import (
    ANSWER,
    REQUEST,
    has_a_plan,
    is_asked_for_views,
    is_possible,
)
from alongside.casework.families.words import with_adviser
from alongside.casework.models import (
    Case,
    CaseEvent,
    Contact,
    FamilyAccess,
    FamilyMessage,
    YoungPersonsChoice,
)
from alongside.casework.queries.family_looks import Looks, last_visit, looks_at
from alongside.casework.queries.family_papers import help_rows, paper_file, papers_of
from alongside.casework.queries.family_settings import settings_of
from alongside.casework.queries.family_values import (
    AnswerView,
    ChoiceView,
    FamilyEvent,
    FamilyPage,
    HelpRow,
    MessageView,
)
from alongside.casework.queries.one_case import event_rows, facts_in, means
from alongside.casework.queries.values import DutyView, PostView
from alongside.casework.rules.bodies import DRAFTS_SENT, MADE, NOTE
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.families import Reader, may_read
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.folding import CaseFact, law_events, untold
from alongside.casework.rules.recording import done_by_us
from alongside.casework.the_law import clock_of_the_law
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.law.events import EXCEPTION, IN_ERROR
from alongside.law.schedule import schedule
from alongside.law.states import state
from alongside.people.queries import holders_of
from alongside.web.clock import london_day

ONE_VISIT = timedelta(hours=1)
"""Looks within an hour are one visit."""
ASSESSES = frozenset({Stage.NOTHING, Stage.REFUSED, Stage.NO_PLAN, Stage.WITHDRAWN, Stage.CEASED})


def family_page(actor: Actor, *, case_ref: str, at: datetime) -> FamilyPage:
    """Raises Hidden for whoever has no way in to this case."""
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    if not viewer.standing.may_see:
        return _blank(viewer)
    case, law = viewer.case, clock_of_the_law()
    rows = event_rows(case)
    facts = facts_in(rows)
    found = schedule(law_events(facts, law.rules), law.rules, clock_for(case, facts).calendar)
    before = last_visit(actor, case_ref, before=at - ONE_VISIT)
    today = london_day(at)
    return FamilyPage(
        **_head(viewer),
        only_looks=viewer.standing.why if not viewer.standing.may_act else "",
        reach=viewer.reach,
        stage=Stage(case.stage),
        rights_pass_on=rights_pass_on(case.child.born_on),
        last_visit=before,
        duties=tuple(DutyView(each, state(each, today)) for each in found.duties),
        events=tuple(_events(rows, before)),
        posts=posts_today(case, today),
        messages=_messages(viewer),
        may_say=tuple(_may_say(viewer, facts)) if viewer.standing.may_act else (),
        asked_for_views=is_asked_for_views(facts),
        untold=tuple((each.happened_on, each.kind in DRAFTS_SENT) for each in untold(facts)),
        papers=papers_of(viewer),
    )


def own_cases(actor: Actor, *, at: datetime) -> tuple[tuple[str, str], ...]:
    """(public name, the name they are known by) of every case that somebody with an account follows."""
    if actor.person_id is None:
        return ()
    held = [each.scope.case_ref for each in actor.holdings if perms.FAMILY in each.permissions]
    rows = FamilyAccess.objects.in_area(actor.area_id).in_force(at)
    found = rows.filter(person_id=actor.person_id, case__ref__in=held)
    children = [(row.case.ref, row.case.child) for row in found.select_related("case__child")]
    return tuple((ref, child.known_as or child.given_names) for ref, child in children)


def looks_for_family(actor: Actor, *, case_ref: str, at: datetime) -> tuple[FamilyPage, Looks]:
    """Raises Hidden for whoever sees no case."""
    viewer = _who_sees(actor, case_ref, at)
    return _blank(viewer), looks_at(actor, viewer.case, tells_places=not viewer.is_restricted)


def message_for_family(
    actor: Actor, *, case_ref: str, message_ref: str, at: datetime
) -> tuple[FamilyPage, MessageView]:
    """One message that this person may read. Raises Hidden."""
    viewer = _who_sees(actor, case_ref, at)
    for each in _messages(viewer):
        if each.ref == message_ref:
            return _blank(viewer), each
    raise Hidden("message")


def file_for_family(actor: Actor, *, case_ref: str, what: str, at: datetime) -> StoredFile:
    """What was added to a message, a letter or an EHC plan, by its public name. Raises Hidden."""
    viewer = _who_sees(actor, case_ref, at)
    added = (row.file for row in _readable(viewer) if row.ref == what)
    found: StoredFile | None = next(added, None) or paper_file(viewer, what)
    if found is None:
        raise Hidden("file")
    return found


def help_for_family(actor: Actor, *, case_ref: str, at: datetime) -> tuple[HelpRow, ...]:
    """Raises Hidden."""
    return help_rows(_who_sees(actor, case_ref, at))


def release_for_family(actor: Actor, *, case_ref: str, message_ref: str, at: datetime) -> Any:
    """(the page's head, what was handed over). Only to whoever asked. Raises Hidden."""
    viewer = _who_sees(actor, case_ref, at)
    row = (
        viewer.case.family_messages.select_related("release")
        .filter(ref=message_ref, contact=viewer.contact)
        .first()
    )
    if row is None or not hasattr(row, "release"):
        raise Hidden("release")
    return _blank(viewer), row.release


def posts_today(case: Case, today: date) -> tuple[PostView, ...]:
    """With whom the case is today, the post whose case it is first."""
    rows = case.assignments.select_related("post").filter(
        Q(assigned_until=None) | Q(assigned_until__gt=today), assigned_from__lte=today
    )
    listed = sorted(rows, key=lambda row: row.is_cover)
    holders = holders_of([row.post for row in listed], today)
    return tuple(
        PostView(
            post=row.post.title,
            holders=" and ".join(each.person.name for each in holders.get(row.post_id, ())),
            since=row.assigned_from,
            until=row.assigned_until,
            is_cover=row.is_cover,
        )
        for row in listed
    )


def message_view(row: FamilyMessage) -> MessageView:
    """Of a row that was read with its answers."""
    return MessageView(
        ref=row.ref,
        said=Said(row.said),
        by=row.contact.name if row.contact else "",
        text=row.text,
        about=row.about,
        section=row.section,
        source=row.source,
        file_name=row.file.name if row.file else "",
        is_private=row.is_private,
        is_second=row.follows_id is not None,
        may_follow=row.answered_on is not None and not hasattr(row, "followed_by"),
        received_on=row.received_on,
        reply_due_on=row.reply_due_on,
        answered_on=row.answered_on,
        answers=tuple(
            AnswerView(
                each.text,
                each.outcome,
                each.answered_at,
                each.answered_by.name if each.answered_by else "",
            )
            for each in row.answers.all()
        ),
        is_released=hasattr(row, "release"),
    )


def messages_of(case: Case) -> Any:
    """Rows of a case that was found, the newest first, with everything that ``message_view`` needs."""
    return (
        case.family_messages.select_related("contact", "file", "followed_by", "release")
        .prefetch_related("answers__answered_by")
        .order_by("-received_on", "-id")
    )


def _who_sees(actor: Actor, case_ref: str, at: datetime) -> Viewer:
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    if not viewer.standing.may_see:
        raise Hidden("case")
    return viewer


def _head(viewer: Viewer) -> dict[str, Any]:
    child = viewer.case.child
    return {
        "case_ref": viewer.case.ref,
        "name": child.known_as or child.given_names,
        "is_young_person": viewer.is_young_person,
        "is_restricted": viewer.is_restricted,
        "rights_passed": viewer.rights_passed,
        "settings": settings_of(viewer.case.area_id),
    }


def _blank(viewer: Viewer) -> FamilyPage:
    return FamilyPage(**_head(viewer), why_closed=viewer.standing.why)


def _events(rows: Sequence[CaseEvent], before: datetime | None) -> Iterator[FamilyEvent]:
    """The newest first; what was corrected or never happened, and notes, are left out. Places and names
    stand in no event's meaning; of advice it says which service gave it.
    """
    replaced = {row.corrects_id for row in rows if row.corrects_id}
    hidden = (NOTE, IN_ERROR, EXCEPTION, MADE)
    shown = [row for row in rows if row.pk not in replaced and row.kind not in hidden]
    for row in sorted(shown, key=lambda row: (row.happened_on, row.pk), reverse=True):
        is_new = before is not None and row.recorded_at > before
        said = with_adviser(row.kind, means(row.kind), row.body.get("body", ""))
        yield FamilyEvent(row.happened_on, said, is_new, **_written_down(row, rows))


def _written_down(row: CaseEvent, rows: Sequence[CaseEvent]) -> dict[str, Any]:
    """When and by whom the day of an act of the council was written down, where that was later; and which
    day stood there before it was corrected.
    """
    by_pk = {each.pk: each for each in rows}
    root = first = row
    while root.corrects_id and by_pk[root.corrects_id].kind == row.kind:
        root = by_pk[root.corrects_id]
        first = root if _day(root) == _day(row) else first
    found: dict[str, Any] = {}
    if _day(root) != _day(row):
        found |= {"counted_from": _day(root), "corrected_on": london_day(row.recorded_at)}
    written_on = london_day(first.recorded_at)
    is_ours = row.kind in done_by_us(clock_of_the_law().rules)
    if is_ours and not row.is_brought_over and written_on > row.happened_on:
        by = first.recorded_by.name if first.recorded_by else ""
        found |= {"written_on": written_on, "written_by": by}
    return found


def _day(row: CaseEvent) -> date:
    return row.received_on or row.happened_on


def _messages(viewer: Viewer) -> tuple[MessageView, ...]:
    return tuple(message_view(row) for row in _readable(viewer))


def _readable(viewer: Viewer) -> Iterator[FamilyMessage]:
    for row in messages_of(viewer.case):
        reader = Reader(
            is_author=row.contact_id == (viewer.contact.pk if viewer.contact else None),
            is_young_person=viewer.is_young_person,
            is_restricted=viewer.is_restricted,
            rights_passed=viewer.rights_passed,
        )
        if may_read(reader, by_young_person=row.contact_id is None, is_private=row.is_private):
            yield row


def _may_say(viewer: Viewer, facts: tuple[CaseFact, ...]) -> Iterator[Said]:
    """In the order in which a family meets them."""
    stage = Stage(viewer.case.stage)
    has_draft = stage is Stage.DRAFT_OUT or (
        stage is Stage.REVIEWING and is_possible(ANSWER, facts)
    )
    yield Said.QUESTION
    if has_a_plan(stage, facts):
        yield Said.NOT_HAPPENING
    yield Said.VIEWS
    if has_draft:
        yield Said.DRAFT
        yield Said.SCHOOL
    if stage in ASSESSES and is_possible(REQUEST, facts):
        yield Said.ASSESSMENT
    yield Said.EVERYTHING


def choices_for_young_person(
    actor: Actor, *, case_ref: str, at: datetime
) -> tuple[ChoiceView, ...]:
    """What stands for each contact. Only for the young person, once the rights are theirs. Raises Hidden."""
    actor.check_may(perms.OWN_RIGHTS, case_ref=case_ref)
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    if not (viewer.is_young_person and viewer.rights_passed):
        raise Hidden("choice")
    return choices_of(viewer.case)


def choices_of(case: Case) -> tuple[ChoiceView, ...]:
    """For everybody who is still in contact, of a case that was found."""
    standing = {row.contact_id: row for row in case.choices.filter(ended_at=None)}
    contacts = case.child.contacts.filter(is_ended=False)
    return tuple(_choice(each, standing.get(each.pk)) for each in contacts)


def _choice(contact: Contact, row: YoungPersonsChoice | None) -> ChoiceView:
    if row is None:
        return ChoiceView(contact.ref, contact.name, "", "", None)
    return ChoiceView(contact.ref, contact.name, row.reach, row.note, row.chosen_at)
