"""An EHC plan that a family was sent: as simple text, and the words in it that they do not understand."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.forms.glossary import VoteForm
from alongside.casework.operations import glossary as operations
from alongside.casework.pages.family.ways import Ways, ways_of
from alongside.casework.pages.simple_parts import PICTURES, Frame, shown
from alongside.casework.plans.words import KINDS
from alongside.casework.queries.glossary import WordView
from alongside.casework.queries.simple_texts import (
    SimpleView,
    WordsPage,
    simple_file_for_family,
    simple_for_family,
    words_for_family,
)
from alongside.casework.rules.glossary import Decided
from alongside.files.serving import send
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import counted, sentence

SIMPLE = "The EHC plan in simple text"
WORD = "Tell us which word you did not understand"
INTRO = (
    "We count how many people say so. Then somebody decides what is written instead, and you read it here. "
    "Officers see the word and what you would say, and never who you are."
)
SAID = "Thank you. We counted it. What becomes of the word is told here."
SUBJECT = "casework.case"


@page("GET", needs=perms.FAMILY)
def simple(request: PageRequest, area: str, ref: str, version: str) -> HttpResponse:
    view = simple_for_family(request.actor, case_ref=ref, version_ref=version, at=clock.now())
    ways = ways_of(request, ref)
    frame = Frame(
        title=SIMPLE,
        caption=f"{KINDS[view.kind]}, version {view.number}",
        crumbs=ways.crumbs(Crumb(SIMPLE)),
        doors=tuple(_doors(view, ways)),
        pictures=PICTURES in request.GET,
    )
    content = {"page": shown(view, frame)}
    response = render_page(request, "casework/family/simple.html", content)
    return as_look(response, subject=SUBJECT, ref=ref, reason="The EHC plan in simple text")


@page("GET", needs=perms.FAMILY)
def simple_paper(request: PageRequest, area: str, ref: str, version: str) -> HttpResponseBase:
    found = simple_file_for_family(request.actor, case_ref=ref, version_ref=version, at=clock.now())
    return as_look(send(found), subject=SUBJECT, ref=ref, reason="The simple text on paper")


@page("GET", "POST", needs=perms.FAMILY)
def words(request: PageRequest, area: str, ref: str, version: str) -> HttpResponse:
    actor, ways = request.actor, ways_of(request, ref)
    found = words_for_family(actor, case_ref=ref, version_ref=version, at=clock.now())
    form = VoteForm(request.POST or None)
    form.offer_words(found.words)
    return fill_in(
        request,
        form,
        _words_page(found, ways, version),
        lambda: operations.vote_on_word(
            actor=actor, at=clock.now(), case_ref=ref, version_ref=version, **form.said()
        ),
    )


def _doors(view: SimpleView, ways: Ways) -> list[Door]:
    listed = [Door(WORD, ways.to("plan_words", view.version_ref), is_main=True)]
    if view.has_paper:
        pages = counted(view.page_count, "page")
        listed.append(
            Door(f"Download it to print, {pages}", ways.to("simple_paper", view.version_ref))
        )
    return listed


def _words_page(found: WordsPage, ways: Ways, version: str) -> FormPage:
    return FormPage(
        title=WORD,
        submit="Tell us",
        crumbs=ways.crumbs(Crumb(SIMPLE, ways.to("plan", version)), Crumb(WORD)),
        after=ways.to("plan_words", version),
        done=SAID,
        intro=f"{KINDS[found.kind]}, version {found.number}. {INTRO}",
        template="casework/family/words.html",
        beside=tuple(_told(each) for each in found.told),
    )


def _told(each: WordView) -> RecordedItem:
    """What became of a word that this person told us about."""
    return RecordedItem(title=each.name, notes=(_became(each),))


def _became(each: WordView) -> str:
    if each.decided == Decided.LISTED:
        why = f" {sentence(each.reason)}" if each.reason else ""
        return f"From now on the council writes “{each.plain}”.{why}"
    if each.decided == Decided.SET_ASIDE:
        return f"The word stays. Why: {sentence(each.reason)}"
    return "We counted it. Nobody has decided yet what to write instead."
