"""What an author is told of the grade that their work got, and may say to it."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.people.pages.filling import FormPage, fill_in
from alongside.quality import perms
from alongside.quality.forms.marking import CommentForm
from alongside.quality.operations.commenting import comment as comment_on
from alongside.quality.pages.short_parts import short_item
from alongside.quality.pages.trail import at, crumbs
from alongside.quality.pages.views import tabs
from alongside.quality.queries.marking import OwnItem, own_item, own_items
from alongside.quality.words import DAYS, GRADE_COLOURS, GRADES, ONE
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row, Tab
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

LIST, SAY = "How your work was audited", "Say what you think of it"


@dataclass(frozen=True, slots=True)
class OwnPage:
    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    items: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class OwnItemPage:
    title: str
    caption: str
    state: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    words: tuple[str, ...]
    short: tuple[RecordedItem, ...]
    comments: tuple[RecordedItem, ...]


@page("GET", needs=perms.COMMENT)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = OwnPage(
        title=LIST,
        intro="Only you see this list. No auditor is named, and you are named in no result.",
        crumbs=crumbs(actor),
        tabs=tabs(actor, current="own"),
        items=tuple(
            RecordedItem(
                title=_title(each),
                notes=(
                    each.round_title,
                    f"{DAYS[each.about].capitalize()} on {day(each.happened_on)}",
                ),
                tag=tag(GRADES[each.grade], GRADE_COLOURS[each.grade]),
                address=at(actor, "own_item", each.ref),
            )
            for each in own_items(actor)
        ),
    )
    return render_page(request, "quality/own.html", {"page": content})


@page("GET", needs=perms.COMMENT)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, own_item(request.actor, item_ref=ref)
    content = OwnItemPage(
        title=_title(found),
        caption=found.round_title,
        state=tag(GRADES[found.grade], GRADE_COLOURS[found.grade]),
        crumbs=crumbs(actor, Crumb(LIST, at(actor, "own"))),
        doors=(Door(SAY, at(actor, "comment", ref), is_main=True),),
        facts=_facts(found),
        words=found.words,
        short=tuple(short_item(each) for each in found.short),
        comments=tuple(RecordedItem(title="You said", body=each) for each in found.comments),
    )
    response = render_page(request, "quality/own_item.html", {"page": content})
    return as_look(response, subject="casework.case", ref=found.case_ref, reason=LIST)


@page("GET", "POST", needs=perms.COMMENT)
def comment(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, own_item(request.actor, item_ref=ref)
    form = CommentForm(request.POST or None)
    here = Crumb(_title(found), at(actor, "own_item", ref))
    content = FormPage(
        title=SAY,
        submit="Send it",
        crumbs=crumbs(actor, Crumb(LIST, at(actor, "own")), here, Crumb(SAY)),
        after=at(actor, "own_item", ref),
        done="It is sent.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: comment_on(
            actor=actor, at=clock.now(), item_ref=ref, words=form.cleaned_data["words"]
        ),
    )


def _title(found: OwnItem) -> str:
    return f"{ONE[found.about]}, case {found.case_number}"


def _facts(found: OwnItem) -> tuple[Row, ...]:
    rows = [Row(DAYS[found.about].capitalize(), day(found.happened_on))]
    if found.agreed_why:
        rows.append(Row("Why the meeting agreed this grade", found.agreed_why))
    if found.was_superseded:
        rows.append(Row("Left out of rates", "A later version had been issued when it was marked."))
    return tuple(rows)
