"""What somebody of a family tells the council, and telling again when an answer did not settle it."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.families import TellForm, tell_form
from alongside.casework.operations.families import saying as operations
from alongside.casework.operations.families.saying import NewWords
from alongside.casework.pages.family.parts import DOORS, AreaWords, area_words
from alongside.casework.pages.family.ways import Ways, ways_of
from alongside.casework.queries.families import (
    family_page,
    help_for_family,
    message_for_family,
)
from alongside.casework.queries.family_values import FamilyPage, HelpRow
from alongside.casework.rules.family_codes import Said
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

TEMPLATE = "casework/family/tell.html"
INTROS = {
    Said.QUESTION: "The officer who works on the case answers, and this page shows by when.",
    Said.NOT_HAPPENING: "Everything in sections F, G and H of the EHC plan has to be given. Name one "
    "thing at a time, so that each gets its own answer.",
    Said.VIEWS: "Say it as you like: in words, with a picture, or by a recording of your voice.",
    Said.DRAFT: "The council has to consider what you say before it makes the EHC plan final.",
    Said.SCHOOL: "You may ask for a school or college by name. Most have to be named, unless the law "
    "gives a reason against it. The council tells you the reason.",
    Said.ASSESSMENT: "The council has six weeks to tell you whether it will assess. Time begins today.",
    Said.EVERYTHING: "The council has one month. What is about other people may be withheld, and is "
    "listed.",
}


@page("GET", "POST", needs=perms.FAMILY)
def tell(request: PageRequest, area: str, ref: str, said: str) -> HttpResponse:
    at, ways = clock.now(), ways_of(request, ref)
    one = family_page(request.actor, case_ref=ref, at=at)
    kind = _kind(said, one)
    is_help = kind is Said.NOT_HAPPENING
    rows = help_for_family(request.actor, case_ref=ref, at=at) if is_help else ()
    form = _form(request, kind, one, rows=rows)
    content = _page(DOORS[kind], INTROS[kind], one, ways)
    return fill_in(request, form, content, lambda: _say(request, ref, form.new_words()))


@page("GET", "POST", needs=perms.FAMILY)
def follow(request: PageRequest, area: str, ref: str, message: str) -> HttpResponse:
    at, ways = clock.now(), ways_of(request, ref)
    one, earlier = message_for_family(request.actor, case_ref=ref, message_ref=message, at=at)
    if not earlier.may_follow or earlier.said not in AGAIN:
        raise Hidden("message")
    form = _form(request, earlier.said, one, about=earlier.about)
    content = _page(AGAIN[earlier.said], STEP_HIGHER, one, ways)
    return fill_in(
        request,
        form,
        content,
        lambda: _say(request, ref, form.new_words(follows_ref=message)),
    )


AGAIN = {Said.NOT_HAPPENING: "It still is not happening", Said.QUESTION: "Ask again"}
STEP_HIGHER = "The head of SEND is told as well, and a new reply clock begins."


def _kind(said: str, one: FamilyPage) -> Said:
    """Raises Hidden for what this person cannot say today, and for nonsense."""
    for each in one.may_say:
        if each.value == said:
            return each
    raise Hidden("kind")


def _say(request: PageRequest, ref: str, new: NewWords) -> object:
    return operations.say(actor=request.actor, at=clock.now(), case_ref=ref, new=new)


def _form(
    request: PageRequest,
    said: Said,
    one: FamilyPage,
    *,
    about: str = "",
    rows: tuple[HelpRow, ...] = (),
) -> TellForm:
    return tell_form(
        said,
        rows=rows,
        may_keep_private=one.is_young_person,
        data=request.POST or None,
        files=request.FILES or None,
        initial={"about": about},
    )


def _page(title: str, intro: str, one: FamilyPage, ways: Ways) -> FormPage:
    words: AreaWords = area_words(one.settings)
    return FormPage(
        title=title,
        submit="Send",
        crumbs=ways.crumbs(Crumb(title)),
        after=ways.to(""),
        done="It reached us. You see it below, with the day by which we answer where one is due.",
        intro=intro,
        template=TEMPLATE,
        beside=words,
    )
