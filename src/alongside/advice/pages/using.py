"""How advice was used in an EHC plan, for the officer: what each row rests on, what rests on nothing, and
accepted advice that appears nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse

from alongside.advice import perms
from alongside.advice.forms.using import SettleForm, SourceForm, TakeBackForm
from alongside.advice.operations import using as operations
from alongside.advice.pages.trail import at
from alongside.advice.queries.use_values import AnswerView, CaseUses, SourceView, UseView
from alongside.advice.queries.using import case_uses, objection_at, sources_of, use_at
from alongside.advice.rules.codes import SubmissionState
from alongside.advice.rules.using import ASKED_ABOUT, Answer, Settled, UseState
from alongside.advice.use_words import USE_COLOURS, USE_STATES
from alongside.advice.words import ADVISERS, ROW_KINDS
from alongside.casework.pages.trail import case_crumbs
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.draft_rows import DraftRow, DraftVersion
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.codes import PartKind
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, KeyFigure, RecordedItem, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, shortened

CASE = "casework.case"
TITLE = "How advice was used"
INTRO = (
    "Name for each need and each row of help the advice it rests on, or the family’s own evidence. Its "
    "author is asked, and only about those rows. No answer delays an EHC plan."
)
NONE = "No EHC plan is begun in this case. Its rows can be named here once it is."
LONGEST = 110
OBJECTION = "Answer the objection"


@dataclass(frozen=True, slots=True)
class UsesPage:
    title: str
    caption: str
    intro: str
    version: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    figures: tuple[KeyFigure, ...]
    without: tuple[RecordedItem, ...]
    nowhere: tuple[RecordedItem, ...]
    rows: tuple[RecordedItem, ...]
    empty: str


@page("GET", needs=perms.ASK)
def uses(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else None
    found = case_uses(actor, case_ref=ref, today=clock.today(), number=number)
    content = {"page": _shown(actor, found)}
    response = render_page(request, "advice/uses.html", content)
    return as_look(response, subject=CASE, ref=ref, reason=TITLE)


@page("GET", "POST", needs=perms.ASK)
def name(request: PageRequest, area: str, ref: str, key: str) -> HttpResponse:
    actor = request.actor
    draft, row, sources = sources_of(actor, case_ref=ref, key=key, today=clock.today())
    form = SourceForm(request.POST or None)
    form.offer("source", [(each.code, source_words(each)) for each in sources])
    content = _page(actor, draft.head, "What does this row rest on?", "Name it")
    closed = "" if sources else "No advice was given and no evidence came that it could rest on."
    return fill_in(
        request,
        form,
        replace(content, facts=tuple(_facts(row)), closed=closed),
        lambda: operations.name_source(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            key=key,
            source=form.cleaned_data["source"],
        ),
    )


@page("GET", "POST", needs=perms.ASK)
def take_back(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    draft, use = use_at(actor, use_ref=ref, today=clock.today())
    row = draft.shown.row(use.key) if draft.shown else None
    form = TakeBackForm(request.POST or None)
    content = _page(actor, draft.head, "The row does not rest on this", "Take it back")
    facts = (*(_facts(row) if row else ()), Row("Rests on", source_words(use.source)))
    return fill_in(
        request,
        form,
        replace(content, facts=facts),
        lambda: operations.remove_source(actor=actor, at=clock.now(), use_ref=ref),
    )


@page("GET", "POST", needs=perms.ASK)
def settle(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found, each = objection_at(actor, answer_ref=ref, today=clock.today())
    form = SettleForm(request.POST or None)
    version = found.draft.shown
    form.offer_or_leave_out(
        "row", [(row.key, _called(row)) for row in version.rows] if version else []
    )
    content = _page(actor, found.draft.head, "Answer an objection", "Record this")
    (use,) = each.uses
    return fill_in(
        request,
        form,
        replace(
            content,
            facts=tuple(_objection_facts(actor, version, each.row, use)),
            intro="You decide what the EHC plan says. Whoever objected reads what you write here.",
            closed="This objection was answered already." if use.last and use.last.settled else "",
        ),
        lambda: operations.settle_objection(
            actor=actor, at=clock.now(), answer_ref=ref, new=form.new_settlement()
        ),
    )


def source_words(each: SourceView) -> str:
    """In a list and on a page: whose it is, what sort, and what it says."""
    if each.adviser is None:
        return f"The family’s own evidence: {each.words}"
    state = "" if each.state is SubmissionState.ACCEPTED else " (not accepted)"
    if each.kind is None:
        return f"{ADVISERS[each.adviser]}: the advice as a whole{state}"
    words = shortened(" ".join(each.words.split()), LONGEST)
    return f"{ADVISERS[each.adviser]}, {ROW_KINDS[each.kind].lower()}: {words}{state}"


def said_of_row(last: AnswerView, who: str) -> Iterator[str]:
    """What an author said, and of which words. ``who``: "You", or a name."""
    if last.answer is Answer.YES:
        yield f"{who} said yes on {day(last.answered_on)}."
        return
    yield f"{who} objected on {day(last.answered_on)}: {last.words}"
    if last.settled is Settled.MENDED:
        where = f" It is row {last.mended} now." if last.mended else ""
        on = day(last.decided_on) if last.decided_on else ""
        yield f"The draft was mended on {on}.{where}"


def _shown(actor: Actor, found: CaseUses) -> UsesPage:
    head, version = found.draft.head, found.draft.shown
    is_now = found.draft.is_newest
    without = [each for each in found.rows if each.row and each.row.key in found.without]
    return UsesPage(
        title=TITLE,
        caption=f"{head.child.name}, case {head.number}",
        intro=INTRO,
        version=f"{KINDS[version.kind]}, version {version.number}" if version else "",
        crumbs=case_crumbs(actor, head, Crumb(TITLE)),
        doors=tuple(_doors(actor, found)),
        figures=tuple(_figures(found)),
        without=tuple(_bare(actor, head, each.row, may=is_now) for each in without if each.row),
        nowhere=tuple(_unused(actor, each) for each in found.nowhere) if is_now else (),
        rows=tuple(
            _item(actor, head, row, each.uses, may=is_now)
            for each in found.rows
            if (row := each.row)
        ),
        empty="" if version else NONE,
    )


def _doors(actor: Actor, found: CaseUses) -> Iterator[Door]:
    head, version = found.draft.head, found.draft.shown
    yield Door("The family’s own evidence", at(actor, "reports", head.ref))
    if version is not None:
        yield Door("Read the EHC plan", _read_address(actor, version))
    for number in found.draft.numbers:
        if version is not None and number != version.number:
            address = f"{at(actor, 'uses', head.ref)}?version={number}"
            yield Door(f"As version {number} has it", address)


def _read_address(actor: Actor, version: DraftVersion) -> str:
    return reverse("casework:plan_version", args=[actor.area_slug, version.ref])


def _figures(found: CaseUses) -> Iterator[KeyFigure]:
    """Of what authors were asked: both bases are shown. The family’s evidence has no author to ask."""
    asked = [use for each in found.rows for use in each.uses if use.source.adviser is not None]
    if not asked:
        return
    yes = [use for use in asked if use.state is UseState.YES]
    answered = [use for use in asked if use.state not in ASKED_ABOUT]
    late = [use for use in asked if use.state is UseState.UNANSWERED]
    open_ = [use for use in asked if use.state is UseState.OBJECTED]
    yield KeyFigure("Confirmed", str(len(yes)), f"of {len(answered)} answered, {len(asked)} asked")
    yield KeyFigure("Objections to answer", str(len(open_)))
    yield KeyFigure("Not answered in time", str(len(late)))


def _bare(actor: Actor, head: CaseHead, row: DraftRow, *, may: bool) -> RecordedItem:
    return RecordedItem(title=_called(row), doors=(_name_door(actor, head, row),) if may else ())


def _unused(actor: Actor, each: SourceView) -> RecordedItem:
    return RecordedItem(
        title=source_words(each), address=at(actor, "submission", each.submission_ref)
    )


def _item(
    actor: Actor, head: CaseHead, row: DraftRow, uses: tuple[UseView, ...], *, may: bool
) -> RecordedItem:
    """One row with everything it rests on; each source with what can be done about it."""
    doors = [_name_door(actor, head, row)] if may else []
    doors += [door for use in uses for door in _use_doors(actor, use)] if may else []
    return RecordedItem(
        title=_called(row),
        notes=tuple(words for use in uses for words in _use_notes(use)),
        tag=_tag(row, uses),
        doors=tuple(sorted(doors, key=lambda door: door.title != OBJECTION)),
    )


def _tag(row: DraftRow, uses: tuple[UseView, ...]) -> str:
    """The one thing to look at first."""
    order = list(URGENT)
    states = sorted((use.state for use in uses if use.source.adviser), key=order.index)
    if states:
        return tag(USE_STATES[states[0]], USE_COLOURS[states[0]])
    if uses:
        return tag("The family’s own evidence", "green")
    is_help = row.kind is PartKind.PROVISION
    return tag("Nothing behind it", "amber" if is_help else "grey")


URGENT = (
    UseState.OBJECTED, UseState.UNANSWERED, UseState.WAITS, UseState.KEPT, UseState.MENDED,
    UseState.YES, UseState.GONE,
)  # fmt: skip


def _use_notes(use: UseView) -> Iterator[str]:
    yield f"Rests on: {source_words(use.source)}"
    if use.source.adviser is None:
        return
    if use.state in ASKED_ABOUT:
        late = " Not answered by then." if use.state is UseState.UNANSWERED else ""
        yield f"Its author was asked on {day(use.asked_on)}, for an answer by {day(use.answer_by)}.{late}"
        if use.last:
            yield "The row was changed since the last answer."
    if use.last:
        yield from said_of_row(use.last, use.last.answered_by or "Its author")
    if use.last and use.last.settled is Settled.KEPT:
        yield f"Kept, because: {use.last.reason}"


def _use_doors(actor: Actor, use: UseView) -> Iterator[Door]:
    if use.state is UseState.OBJECTED and use.last:
        yield Door(OBJECTION, at(actor, "settle", use.last.ref))
    yield Door(f"Take back: {_short(use.source)}", at(actor, "take_back", use.ref))


def _short(each: SourceView) -> str:
    return ADVISERS[each.adviser].lower() if each.adviser else "the family’s evidence"


def _name_door(actor: Actor, head: CaseHead, row: DraftRow) -> Door:
    return Door("Name what it rests on", at(actor, "name_source", head.ref, row.key))


def _called(row: DraftRow) -> str:
    return f"{row.number}. {row.headline}"


def _facts(row: DraftRow) -> Iterator[Row]:
    yield Row("Row", row.number)
    for label, words in row.boxes:
        yield Row(label, words)


def _objection_facts(
    actor: Actor, version: DraftVersion | None, row: DraftRow | None, use: UseView
) -> Iterator[Row]:
    """The row with the way to the EHC plan, where it can be mended."""
    if row is not None and version is not None:
        read = _read_address(actor, version)
        title = f"Row {row.number} as it stands"
        yield Row(title, row.text.splitlines(), read, "Open the EHC plan")
    if use.last:
        if row is None or use.last.said != row.text:
            yield Row("What the author read", use.last.said.splitlines())
        yield Row("The objection", use.last.words)
        yield Row("Said by", f"{use.last.answered_by}, {day(use.last.answered_on)}")
    yield Row("Rests on", source_words(use.source))


def _page(actor: Actor, head: CaseHead, title: str, submit: str) -> FormPage:
    back = at(actor, "uses", head.ref)
    return FormPage(
        title=title,
        submit=submit,
        crumbs=case_crumbs(actor, head, Crumb(TITLE, back), Crumb(title)),
        after=back,
        done="It is saved.",
        intro=f"{head.child.name}, case {head.number}.",
    )
