"""What schools sent in a case, for whoever works on it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.pages.setting_parts import sending_items
from alongside.casework.pages.trail import at_case, case_crumbs
from alongside.casework.queries.setting_values import SendingView
from alongside.casework.queries.settings import file_in_case, sendings_in_case
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page

SUBJECT = "casework.case"
TITLE = "What schools sent"


@dataclass(frozen=True, slots=True)
class SentShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    sendings: tuple[RecordedItem, ...]


@page("GET", needs=perms.READS)
def listed(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, found = sendings_in_case(actor, case_ref=ref, today=clock.today())
    content = SentShown(
        title=TITLE,
        caption=f"{head.child.name}, case {head.number}",
        crumbs=case_crumbs(actor, head, Crumb(TITLE)),
        sendings=sending_items(found, lambda each: _doors(actor, each), with_school=True),
    )
    response = render_page(request, "casework/from_schools.html", {"page": content})
    return as_look(response, subject=SUBJECT, ref=ref, reason="What schools sent")


def _doors(actor: Actor, each: SendingView) -> Iterator[Door]:
    if each.file_name:
        yield Door(f"Open {each.file_name}", at_case(actor, "school_file", each.ref))
    if each.wrong and not each.is_over and actor.may_somewhere(perms.RECORD):
        yield Door("Take it back", at_case(actor, "take_back_event", each.event_ref))


@page("GET", needs=perms.READS)
def file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    return send(file_in_case(request.actor, sending_ref=ref, today=clock.today()))
