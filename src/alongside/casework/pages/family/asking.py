"""Asking for an assessment, for everybody and without an account: who may ask, how, and what happens by
when; and the form. What is answered never tells whether a child is known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.access.limiting import WINDOW_SECONDS, is_reached, is_too_often
from alongside.access.pages.by_link import unshared
from alongside.casework.families.words import CHECK_LAW, WHO
from alongside.casework.forms.asking import AskForm, WhoForm
from alongside.casework.letters.material import own_words
from alongside.casework.operations.families import asking as operations
from alongside.casework.pages.family.parts import AreaWords, area_words
from alongside.casework.queries.family_settings import settings_of
from alongside.casework.rules.asking import check_who, lawful_answers
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import system_actor
from alongside.kernel.refusals import Refusals
from alongside.people.models import LocalArea
from alongside.people.queries import area_by_slug
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.forms import HouseForm
from alongside.web.render import render_page
from alongside.web.writing import day

MOST_REQUESTS = 6
"""Taken in ten minutes, from one computer. A school may ask for a few children one after the other."""
MOST_TRIES = 40
"""Of sending the form, whatever became of it."""
TAKEN = "family-ask"
WAIT = (
    "Several requests have come from this computer in the last ten minutes, so this one is not sent yet. "
    "Your words stand below. Wait ten minutes, then send it again."
)
HOW, ASK = "Ask for an assessment", "Ask here"


@dataclass(frozen=True, slots=True, kw_only=True)
class HowPage:
    """``answers`` are (what the council has to do, within how long, by which day)."""

    title: str
    area_name: str
    crumbs: tuple[Crumb, ...]
    form_address: str
    reach: str
    today: str
    answers: tuple[tuple[str, str, str], ...]
    area: AreaWords
    check_law: str = CHECK_LAW


@require_safe
def how(request: HttpRequest, area_slug: str) -> HttpResponseBase:
    area, today = _area(request, area_slug), clock.today()
    content = HowPage(
        title=HOW,
        area_name=area.name,
        crumbs=(),
        form_address=reverse("family:ask", args=[area.slug]),
        reach=own_words(area.pk)["council_contact"],
        today=day(today),
        answers=tuple(
            (each.words, each.within, day(each.due_on))
            for each in lawful_answers(today, clock_of_the_law())
        ),
        area=area_words(settings_of(area.pk)),
    )
    return render_page(request, "casework/family/how_to_ask.html", {"page": content})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, area_slug: str) -> HttpResponseBase:
    """In two steps: who asks, and for somebody of which age; then what is asked of them. What was said first
    comes back in the form, and never in an address.
    """
    area = _area(request, area_slug)
    if request.method == "POST" and "given_names" in request.POST:
        return _second(request, area)
    form = WhoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            form.check_who(today=clock.today())
        if outcome.accepted:
            who = Who(form.cleaned_data["asker"], form.cleaned_data["born_on"])
            return _shown(request, area, _form_for(who), who)
    return _shown(request, area, form)


def _second(request: HttpRequest, area: LocalArea) -> HttpResponseBase:
    who = _who(request.POST)
    if who is None:
        return _shown(request, area, WhoForm(request.POST))
    form = _form_for(who, request.POST)
    if _is_too_often(request):
        return _wait(request, area, form, who)
    if form.is_valid():
        with form.refusals() as outcome:
            operations.ask_for_assessment(
                actor=_anybody(area),
                at=clock.now(),
                new=form.new_request(asker=who.asker, born_on=who.born_on),
            )
        if outcome.accepted:
            is_too_often(what=TAKEN, who=_computer(request), most=MOST_REQUESTS)
            return HttpResponseRedirect(reverse("family:asked", args=[area.slug]))
    return _shown(request, area, form, who)


@dataclass(frozen=True, slots=True)
class Who:
    """What the first step was told."""

    asker: str
    born_on: date

    @property
    def words(self) -> str:
        said = WHO[self.asker]
        return f"You say: {said}. The child or young person was born on {day(self.born_on)}."


def _who(sent: Mapping[str, Any]) -> Who | None:
    """As the form brings it back; None where it is not what the first step let through."""
    try:
        who = Who(sent.get("asker", ""), date.fromisoformat(sent.get("born_on", "")))
        check_who(who.asker, who.born_on, today=clock.today())
    except (ValueError, Refusals):
        return None
    return who


def _form_for(who: Who, sent: Any = None) -> AskForm:
    first = {"asker": who.asker, "born_on": who.born_on.isoformat()}
    form = AskForm(sent, initial=first)
    form.about(who.asker, who.born_on, today=clock.today())
    return form


def _shown(
    request: HttpRequest, area: LocalArea, form: HouseForm, who: Who | None = None
) -> HttpResponseBase:
    page: dict[str, Any] = {"page": _page(area, ASK), "form": form, "who": who}
    return unshared(
        render_page(request, "casework/family/ask.html", page, status=form.answer_status)
    )


@require_safe
def asked(request: HttpRequest, area_slug: str) -> HttpResponseBase:
    """The same for everybody, whoever is known."""
    area = _area(request, area_slug)
    page = _page(area, "We have your request")
    return unshared(render_page(request, "casework/family/asked.html", {"page": page}))


def _page(area: LocalArea, title: str) -> HowPage:
    return HowPage(
        title=title,
        area_name=area.name,
        crumbs=(Crumb(HOW, reverse("family:how_to_ask", args=[area.slug])), Crumb(title)),
        form_address=reverse("family:ask", args=[area.slug]),
        reach=own_words(area.pk)["council_contact"],
        today="",
        answers=(),
        area=area_words(settings_of(area.pk)),
    )


def _area(request: HttpRequest, slug: str) -> LocalArea:
    area = area_by_slug(slug)
    if area is None:
        raise Http404
    visitor: Any = request
    visitor.area = area
    return area


def _anybody(area: LocalArea) -> Any:
    return system_actor(
        name="the public page", area_id=area.pk, area_slug=area.slug, permissions=()
    )


def _wait(request: HttpRequest, area: LocalArea, form: AskForm, who: Who) -> HttpResponseBase:
    """With what was typed, and who can be rung meanwhile."""
    page = _page(area, ASK)
    reach = f" If it cannot wait, ring us or write: {page.reach}" if page.reach else ""
    form.is_valid()
    form.add_error(None, f"{WAIT}{reach}")
    response = render_page(
        request,
        "casework/family/ask.html",
        {"page": page, "form": form, "who": who},
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )
    response["Retry-After"] = str(WINDOW_SECONDS)
    return unshared(response)


def _is_too_often(request: HttpRequest) -> bool:
    who = _computer(request)
    return is_reached(what=TAKEN, who=who, most=MOST_REQUESTS) or is_too_often(
        what="family-ask-tries", who=who, most=MOST_TRIES
    )


def _computer(request: HttpRequest) -> str:
    found: str = get_adapter().get_client_ip(request)
    return found
