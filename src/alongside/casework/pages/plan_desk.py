"""The drafting desk: every section of an EHC plan as it is being written, with what could be plainer in each
row, and the words that families did not understand.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.pages.plan_trail import (
    SUBJECT,
    at_version,
    sentences,
    version_crumbs,
)
from alongside.casework.pages.plan_words import WordAtDesk, words_at_desk
from alongside.casework.pages.plan_writing import HEALTH_AGREES
from alongside.casework.plans.noticing import Told, aloud_words, told
from alongside.casework.plans.words import BLANK, BOXES, KINDS, PARTS, SECTIONS, SENDING
from alongside.casework.queries.plan_reading import lens_of
from alongside.casework.queries.plan_values import Desk, DeskRow, VersionRow
from alongside.casework.queries.plans import desk
from alongside.casework.rules.plans.codes import (
    DRAFTS,
    HOLDS,
    ONE_ONLY,
    PartKind,
    Section,
    VersionState,
)
from alongside.casework.rules.plans.reading_through import ReadThrough
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

NOT_A_GATE = "These checks advise and stop nothing. Section A is not looked at."


@dataclass(frozen=True, slots=True)
class RowShown:
    """``noticed`` is what could be plainer; ``summary`` says how much that is."""

    item: RecordedItem
    summary: str
    noticed: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class SectionDesk:
    """``note`` says why nothing can be added."""

    anchor: str
    title: str
    rows: tuple[RowShown, ...]
    ways: tuple[Door, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    in_the_way: tuple[str, ...]
    remarks: tuple[str, ...]
    reads: str
    reading: str
    words: tuple[WordAtDesk, ...]
    sections: tuple[SectionDesk, ...]
    not_a_gate: str = NOT_A_GATE


@page("GET", needs=perms.RECORD)
def write(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = desk(actor, version_ref=ref, today=clock.today())
    if found.version.state is not VersionState.WRITING:
        raise Hidden("version")
    read = lens_of(actor, ref).read(found.parts)
    content = DeskPage(
        title=f"Write version {found.version.number}",
        caption=f"{KINDS[found.version.kind]}, case {found.head.number}, {found.head.child.name}",
        crumbs=version_crumbs(actor, found.head, found.version, Crumb("Write")),
        doors=tuple(_doors(actor, found.version)),
        in_the_way=sentences(found.standing.in_the_way),
        remarks=sentences(found.standing.remarks),
        reads=_reads(read),
        reading=at_version(actor, "plan_reading", ref),
        words=words_at_desk(actor, found.version, read),
        sections=tuple(_section(actor, found, read, section) for section in Section),
    )
    response = render_page(request, "casework/plan_desk.html", {"page": content})
    return as_look(response, subject=SUBJECT, ref=found.head.ref, reason="The EHC plan at the desk")


def _reads(read: ReadThrough) -> str:
    aloud = f"{aloud_words(read.report.minutes_aloud)} to read aloud."
    if not read.noticed_count:
        return f"{aloud} Nothing could be plainer that these checks can see."
    return f"{aloud} {counted(read.noticed_count, 'thing')} could be plainer."


def _doors(actor: Actor, version: VersionRow) -> Iterator[Door]:
    words = f"{SENDING[version.kind]}: check it first"
    yield Door(words, at_version(actor, "issue_plan", version.ref), is_main=True)
    yield Door("From needs to help, drawn", at_version(actor, "plan_thread", version.ref))
    yield Door("How it reads", at_version(actor, "plan_reading", version.ref))
    yield Door("Read it as it stands", at_version(actor, "plan_version", version.ref))
    if version.based_on_ref:
        yield Door(
            f"What changed since version {version.based_on}",
            at_version(actor, "plan_changes", version.ref),
        )
    yield Door("Discard this version", at_version(actor, "discard_plan", version.ref))


def _section(actor: Actor, found: Desk, read: ReadThrough, section: Section) -> SectionDesk:
    rows = [row for row in found.rows if row.section is section]
    is_blank = section is Section.PLACE and found.version.kind in DRAFTS
    return SectionDesk(
        anchor=f"section-{section}",
        title=f"Section {section}: {SECTIONS[section]}",
        rows=tuple(_row(actor, row, read) for row in rows),
        ways=() if is_blank else tuple(_ways(actor, found, section, rows)),
        note=BLANK if is_blank else "",
    )


def _row(actor: Actor, row: DeskRow, read: ReadThrough) -> RowShown:
    noticed = told(read.of(row.row.key))
    words = f"{counted(len(noticed), 'thing')} could be plainer" if noticed else ""
    return RowShown(_item(actor, row), words, noticed)


def _item(actor: Actor, row: DeskRow) -> RecordedItem:
    doors = [Door("Remove", at_version(actor, "remove_plan_part", row.ref))]
    if row.may_change and row.row.kind is not PartKind.AGREEMENT:
        doors.insert(0, Door("Change", at_version(actor, "change_plan_part", row.ref)))
    number = f"{row.row.number}. " if row.row.number else ""
    boxes = dict(row.row.boxes)
    own_words = boxes.pop(BOXES["words"], "")
    told = {row.row.headline, *row.row.headline_boxes}
    return RecordedItem(
        title=f"{number}{row.row.headline}",
        body=own_words,
        notes=tuple(f"{label}: {words}" for label, words in boxes.items() if words not in told),
        doors=tuple(doors),
    )


def _ways(actor: Actor, found: Desk, section: Section, rows: list[DeskRow]) -> Iterator[Door]:
    """What can be added here: not twice what stands once, and not that there is none beside rows."""
    kinds = {row.row.kind for row in rows}
    for kind in HOLDS[section]:
        if kind is PartKind.AGREEMENT:
            if PartKind.PROVISION in kinds:
                yield Door(HEALTH_AGREES, at_version(actor, "agree_health", found.version.ref))
        elif not (kind in ONE_ONLY and rows) and PartKind.NONE_FOUND not in kinds:
            yield Door(f"Add {PARTS[kind]}", _add(actor, found, section, kind))
    if section is Section.K:
        for ref, role, given_on in found.unlisted:
            address = f"{_add(actor, found, section, PartKind.ADVICE)}?from={ref}"
            yield Door(f"List the advice of {day(given_on)}: {role}", address)


def _add(actor: Actor, found: Desk, section: Section, kind: PartKind) -> str:
    return reverse(
        "casework:add_plan_part",
        args=[actor.area_slug, found.version.ref, section.value, kind.value],
    )
