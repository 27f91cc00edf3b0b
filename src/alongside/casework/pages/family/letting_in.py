"""Letting somebody of a family in: a link, an account, a one-time code by phone; and ending it.

A link and a code are shown to the officer once, in the answer to the form, and kept nowhere.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from alongside.access.by_link import CODE_LASTS
from alongside.casework import perms
from alongside.casework.forms.families import AccountAccessForm, EndAccessForm, LinkForm
from alongside.casework.operations.families import access as operations
from alongside.casework.pages.family.officers import THE_CHILD
from alongside.casework.pages.family.trail import at_family, family_crumbs
from alongside.casework.queries.family_grants import account_choices
from alongside.casework.queries.family_side import access_for_officer, family_side
from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.forms import HouseForm
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

LINK = "Give somebody a link to the page"
ACCOUNT = "Let somebody in with their account"
CODE = "Tell a code by phone"
END = "End this way in"
ONCE = "It is shown only now. Nobody can look it up again."


@dataclass(frozen=True, slots=True)
class GivenPage:
    """A secret, shown once."""

    title: str
    crumbs: tuple[Crumb, ...]
    intro: str
    secret: str
    onward: tuple[str, ...]
    after: str


@page("GET", "POST", needs=perms.RECORD)
def give_link(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = family_side(actor, case_ref=ref, today=today)
    form = LinkForm(request.POST or None, initial={"checked_on": today})
    form.offer("contact", [*one.contacts, (operations.YOUNG_PERSON, THE_CHILD)])
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            made = operations.give_link(
                actor=actor, at=clock.now(), case_ref=ref, new=form.new_access()
            )
        if outcome.accepted:
            return _shown(request, _link_page(actor, one.head, made.secret))
    content = _page(actor, one.head, LINK, "Make the link", LINK_INTRO)
    return render_page(
        request, content.template, {"page": content, "form": form}, status=form.answer_status
    )


@page("GET", "POST", needs=perms.RECORD)
def give_account(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = family_side(actor, case_ref=ref, today=today)
    form = AccountAccessForm(request.POST or None, initial={"checked_on": today})
    form.offer("contact", [*one.contacts, (operations.YOUNG_PERSON, THE_CHILD)])
    form.offer("person", account_choices(actor, case_ref=ref, at=clock.now()))
    return fill_in(
        request,
        form,
        _page(actor, one.head, ACCOUNT, "Let them in", ACCOUNT_INTRO),
        lambda: operations.give_access_by_account(
            actor=actor, at=clock.now(), case_ref=ref, new=form.new_access()
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def tell_code(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, access = access_for_officer(actor, access_ref=ref, today=clock.today())
    form = HouseForm(request.POST or None)
    if request.method == "POST":
        with form.refusals() as outcome:
            code = operations.tell_code(actor=actor, at=clock.now(), access_ref=ref)
        if outcome.accepted:
            return _shown(request, _code_page(actor, head, code))
    intro = f"For {access.who or THE_CHILD.lower()}. {CODE_INTRO}"
    content = _page(actor, head, CODE, "Make a code", intro)
    return render_page(
        request, content.template, {"page": content, "form": form}, status=form.answer_status
    )


@page("GET", "POST", needs=perms.RECORD)
def end(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, access = access_for_officer(actor, access_ref=ref, today=clock.today())
    form = EndAccessForm(request.POST or None)
    intro = f"For {access.who or THE_CHILD.lower()}. It ends at once, in the middle of a visit too."
    return fill_in(
        request,
        form,
        _page(actor, head, END, "End it", intro),
        lambda: operations.end_access(
            actor=actor, at=clock.now(), access_ref=ref, why=form.cleaned_data["why"]
        ),
    )


LINK_INTRO = (
    f"A link for one person. It lasts {operations.LINK_LASTS_DAYS} days and opens only with a one-time code, by "
    "e-mail or told by you on the phone. An earlier link of the same person ends."
)
ACCOUNT_INTRO = (
    "An administrator makes the account and gives it the role of parent or young person for this case. "
    "Here you say who in the case its holder is."
)
CODE_INTRO = "Ring them on the number in the record, and make sure that you speak with them."


def _link_page(actor: Actor, head: CaseHead, secret: str) -> GivenPage:
    path = reverse("family:enter", args=[secret])
    return GivenPage(
        title="The link",
        crumbs=family_crumbs(actor, head, Crumb("The link")),
        intro=f"Give this link to the person, and to nobody else. {ONCE}",
        secret=f"{settings.ENVIRONMENT.address}{path}",
        onward=(
            "When they open it, they need a one-time code. It goes to the e-mail address in the record.",
            "Without e-mail they ring you, and you tell them a code.",
        ),
        after=at_family(actor, "family_side", head.ref),
    )


def _code_page(actor: Actor, head: CaseHead, code: str) -> GivenPage:
    minutes = int(CODE_LASTS.total_seconds() // 60)
    return GivenPage(
        title="The code",
        crumbs=family_crumbs(actor, head, Crumb("The code")),
        intro=f"Say this code on the phone. {ONCE}",
        secret=f"{code[:3]} {code[3:]}",
        onward=(
            f"It can be used once, within {minutes} minutes. A code from before no longer works.",
        ),
        after=at_family(actor, "family_side", head.ref),
    )


def _shown(request: PageRequest, content: GivenPage) -> HttpResponse:
    response = render_page(request, "casework/family/given.html", {"page": content})
    response["Cache-Control"] = "private, no-store"
    return response


def _page(actor: Actor, head: CaseHead, title: str, submit: str, intro: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=family_crumbs(actor, head, Crumb(title)),
        after=at_family(actor, "family_side", head.ref),
        done="It is done.",
        intro=intro,
    )
