"""Reading the letters of revisits: the list, and one letter with what came of what remained."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.views import crumbs
from alongside.board.queries.remaining import who_may_turn
from alongside.board.queries.revisits import (
    FindingView,
    LetterInBrief,
    PersonView,
    PointView,
    RevisitPage,
    letter_file,
    revisit_page,
)
from alongside.board.queries.revisits import revisits as letters_of
from alongside.board.rules.codes import ProgressCode
from alongside.board.transfer import export_revisit_json
from alongside.board.words import LETTER_ROLES
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.plan import perms as plan_perms
from alongside.plan.queries.values import LineView
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, KeyFigure, RecordedItem, Row, Table
from alongside.web.markup import counted, day
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import instant, words_for

COLUMNS = (
    Column("Letter", is_wide=True),
    Column("Date"),
    Column("Overall judgement", is_wide=True),
    Column("What remains"),
)


@dataclass(frozen=True, slots=True)
class LettersView:
    """``table`` is None while there is no letter."""

    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class ActionShown:
    words: str
    address: str
    status: str
    colour: str
    end: str


@dataclass(frozen=True, slots=True)
class PointShown:
    """``turn`` leads to the one step; ``link`` to naming an action that is there already."""

    text: str
    actions: tuple[ActionShown, ...]
    lacks_action: bool
    turn: str
    turn_words: str
    link: str


@dataclass(frozen=True, slots=True)
class FindingShown:
    number: int
    title: str
    weakness: str
    judgement: str
    tag: str
    colour: str
    plan_words: str
    strengths: tuple[str, ...]
    remaining: tuple[PointShown, ...]
    caveats: tuple[str, ...]
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class OneRevisit:
    """``askable`` says who may turn a sentence into an action, for those who may not."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    doors_title: str
    is_complete: bool
    overall: str
    consequence: str
    figures: tuple[KeyFigure, ...]
    findings: tuple[FindingShown, ...]
    facts: tuple[Row, ...]
    people: tuple[tuple[str, tuple[RecordedItem, ...]], ...]
    askable: tuple[str, ...]
    not_come: str
    withdrawn: str


@page("GET", needs=perms.READS_LETTERS)
def revisits(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = letters_of(actor)
    rows = [_row(actor, each) for each in found]
    table = Table("Letters of a revisit", COLUMNS, rows, caption_hidden=True, stack=True)
    content = LettersView(
        crumbs=crumbs(actor, _visits(actor), Crumb("Letters of a revisit")),
        doors=_list_doors(actor),
        table=table if rows else None,
    )
    return render_page(request, "board/revisits.html", {"page": content})


@page("GET", needs=perms.READS_LETTERS)
def revisit(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = revisit_page(actor, ref, today=clock.today())
    letter, is_open = found.letter, not found.letter.is_complete
    asks = letter.without_action_count and letter.counts and _may_only_link(actor)
    content = OneRevisit(
        title=letter.title,
        caption=f"Letter of {day(letter.letter_on)}",
        crumbs=crumbs(actor, _visits(actor), _letters(actor), Crumb(day(letter.letter_on))),
        doors=_open_doors(actor, found) if is_open else _doors(actor, found),
        doors_title="" if is_open else "Download, keep or withdraw the letter",
        is_complete=letter.is_complete,
        overall=letter.overall_judgement,
        consequence=letter.consequence,
        figures=tuple(_figures(found)) if letter.counts else (),
        findings=tuple(_finding(actor, each, letter) for each in found.findings),
        facts=tuple(_facts(found)),
        people=tuple(_people(actor, found)),
        askable=who_may_turn(actor, at=clock.now()) if asks else (),
        not_come=_not_come(letter),
        withdrawn=_withdrawn(found),
    )
    return render_page(request, "board/revisit.html", {"page": content})


@page("GET", needs=perms.READS_LETTERS)
def revisit_letter(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    """The letter itself, as it came."""
    return send(letter_file(request.actor, ref))


@page("GET", needs=perms.READS_LETTERS)
def revisit_export(request: PageRequest, area: str, ref: str) -> HttpResponse:
    content = export_revisit_json(actor=request.actor, ref=ref)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="revisit-{ref}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _row(actor: Actor, letter: LetterInBrief) -> tuple[Cell | str, ...]:
    address = reverse("board:revisit", args=[actor.area_slug, letter.ref])
    return (
        Cell(
            letter.title,
            address=address,
            is_header=True,
            note=_state_note(letter),
        ),
        day(letter.letter_on),
        letter.overall_judgement,
        _remaining_words(letter),
    )


def _not_come(letter: LetterInBrief) -> str:
    """Only where the demonstration is held before the day of a letter that is real."""
    if letter.withdrawn_on or letter.letter_on <= clock.today():
        return ""
    return (
        f"This letter is dated {day(letter.letter_on)}, which has not come yet on the day that is "
        "shown here as today. It ends no visits until then."
    )


def _withdrawn(found: RevisitPage) -> str:
    on = found.letter.withdrawn_on
    if on is None:
        return ""
    by = f" by {found.withdrawn_by}" if found.withdrawn_by else ""
    return f"This letter was withdrawn on {day(on)}{by} and no longer counts. {found.withdrawn_why}"


def _state_note(letter: LetterInBrief) -> str:
    if letter.withdrawn_on:
        return f"Withdrawn on {day(letter.withdrawn_on)}"
    return "" if letter.is_complete else "Still being written down"


def _remaining_words(letter: LetterInBrief) -> str:
    if letter.withdrawn_on:
        return "No longer counts"
    if not letter.remaining_count:
        return "Nothing is named"
    have = words_for(letter.without_action_count, "has,have")
    return f"{letter.without_action_count} of {letter.remaining_count} {have} no action yet"


def _list_doors(actor: Actor) -> tuple[Door, ...]:
    if not actor.may(perms.RUN):
        return ()
    here = [actor.area_slug]
    return (
        Door("Import a letter", reverse("board:import_revisit", args=here), True),
        Door("Write a letter down by hand", reverse("board:begin_letter", args=here)),
    )


def _doors(actor: Actor, found: RevisitPage) -> tuple[Door, ...]:
    here = [actor.area_slug, found.letter.ref]
    doors = [Door("Download as JSON", reverse("board:revisit_export", args=here))]
    if found.letter_name:
        doors.insert(
            0, Door("Download the letter itself", reverse("board:revisit_letter", args=here))
        )
    elif actor.may(perms.RUN):
        doors.append(
            Door("Keep the letter itself here", reverse("board:keep_letter_file", args=here))
        )
    has_actions = any(point.actions for finding in found.findings for point in finding.remaining)
    if actor.may(perms.RUN) and found.letter.counts and not has_actions:
        doors.append(Door("Withdraw the letter", reverse("board:withdraw_letter", args=here)))
    return tuple(doors)


def _open_doors(actor: Actor, found: RevisitPage) -> tuple[Door, ...]:
    here = [actor.area_slug, found.letter.ref]
    finish = Door("Check and complete", reverse("board:complete_letter", args=here), True)
    return (
        Door("Add a finding", reverse("board:add_finding", args=here), True),
        *((finish,) if found.findings else ()),
        Door("Add somebody whom it names", reverse("board:add_letter_person", args=here)),
        Door("Change the facts", reverse("board:change_letter", args=here)),
        Door("Give this letter up", reverse("board:discard_letter", args=here)),
    )


def _figures(found: RevisitPage) -> Iterator[KeyFigure]:
    letter = found.letter
    codes = [each.judgement_code for each in found.findings if each.judgement_code]
    good = len([code for code in codes if code == ProgressCode.SUFFICIENT])
    if codes:
        base = f"of {counted(len(codes), 'weakness,weaknesses')}"
        yield KeyFigure("Sufficient progress", str(good), base=base)
    yield KeyFigure("What remains", str(letter.remaining_count), base=_in_words(letter))
    if letter.remaining_count:
        base = f"of {letter.remaining_count} that remain"
        yield KeyFigure("No action yet", str(letter.without_action_count), base=base)


def _in_words(letter: LetterInBrief) -> str:
    return f"{words_for(letter.remaining_count, 'sentence')} of the letter"


def _finding(actor: Actor, found: FindingView, letter: LetterInBrief) -> FindingShown:
    return FindingShown(
        number=found.number,
        title=found.title or found.weakness_title or found.weakness_text,
        weakness=found.weakness_text,
        judgement=found.judgement,
        tag=found.judgement_label,
        colour=found.judgement_colour,
        plan_words=found.weakness_title,
        strengths=tuple(point.text for point in found.strengths),
        remaining=tuple(_point(actor, point, letter) for point in found.remaining),
        caveats=tuple(point.text for point in found.caveats),
        doors=() if letter.is_complete else _finding_doors(actor, found),
    )


def _finding_doors(actor: Actor, found: FindingView) -> tuple[Door, ...]:
    here = [actor.area_slug, found.ref]
    return (
        Door("Change this finding", reverse("board:change_finding", args=here)),
        Door("Take it out", reverse("board:remove_finding", args=here)),
    )


def _point(actor: Actor, point: PointView, letter: LetterInBrief) -> PointShown:
    here = [actor.area_slug, point.ref]
    runs = actor.may(perms.RUN) and letter.counts
    turns = _may_turn(actor) and letter.counts
    return PointShown(
        text=point.text,
        actions=tuple(_action(actor, line) for line in point.actions),
        lacks_action=letter.counts and not point.actions,
        turn=reverse("board:turn_into_action", args=here) if turns else "",
        turn_words="Turn into another action" if point.actions else "Turn into an action",
        link=reverse("board:link_action", args=here) if runs else "",
    )


def _action(actor: Actor, line: LineView) -> ActionShown:
    return ActionShown(
        words=f"{line.reference} {line.text}",
        address=reverse("plan:line", args=[actor.area_slug, line.ref]),
        status=line.status.words,
        colour=line.status.colour,
        end=f"To end by {line.end}" if line.end else "No end date",
    )


def _may_only_link(actor: Actor) -> bool:
    return actor.may(perms.RUN) and not actor.may(plan_perms.EDIT)


def _may_turn(actor: Actor) -> bool:
    return actor.may(perms.RUN) and actor.may(plan_perms.EDIT)


def _facts(found: RevisitPage) -> Iterator[Row]:
    letter = found.letter
    yield Row("Date of the letter", day(letter.letter_on))
    yield Row("Revisit", f"{day(letter.visited_from)} to {day(letter.visited_last)}")
    yield Row("Inspectorates", found.inspectorates)
    if letter.is_complete:
        for role, people in found.people.items():
            yield Row(LETTER_ROLES[role], tuple(person.words for person in people))
    yield Row("Copied to", found.copied_to)
    yield Row("Action plan", found.statement_title)
    yield Row("Legal basis", found.legal_basis)
    yield Row("First report published", day(found.report_published_on))
    yield Row("Action plan declared fit", day(found.judged_fit_on))
    yield Row("First inspection", str(found.inspection_year or ""))
    yield Row("Recorded", _recorded(found))


def _recorded(found: RevisitPage) -> str:
    by = f" by {found.recorded_by}" if found.recorded_by else ""
    how = "Imported" if found.imported else "Written down by hand"
    return f"{how} on {instant(found.recorded_at)}{by}"


def _people(actor: Actor, found: RevisitPage) -> Iterator[tuple[str, tuple[RecordedItem, ...]]]:
    """While the letter is written down: each list with its people and where to take them out."""
    if found.letter.is_complete:
        return
    for role, people in found.people.items():
        yield LETTER_ROLES[role], tuple(_removable(actor, each) for each in people)


def _removable(actor: Actor, person: PersonView) -> RecordedItem:
    out = reverse("board:remove_letter_person", args=[actor.area_slug, person.ref])
    return RecordedItem(title=person.words, doors=(Door("Take out", out),))


def _visits(actor: Actor) -> Crumb:
    """A link for those who may open it."""
    may = any(actor.may_somewhere(each) for each in perms.SEES_VISITS)
    return Crumb("Visits", reverse("board:visits", args=[actor.area_slug]) if may else "")


def _letters(actor: Actor) -> Crumb:
    return Crumb("Letters of a revisit", reverse("board:revisits", args=[actor.area_slug]))
