"""Coming in by a link for one request: a one-time code is asked for and given. Nonsense, a link that ran out
and one that was ended get the same "not found".
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.access.actors import sign_in_actor
from alongside.access.letters import is_set_up
from alongside.access.pages.by_link import unshared
from alongside.advice.models import AdviceLink
from alongside.advice.operations import entering as operations
from alongside.advice.pages.visiting import DOOR
from alongside.advice.queries.links import link_of_secret
from alongside.casework.families.letters import send_code
from alongside.casework.forms.families import CodeForm
from alongside.kernel.refusals import Hidden, Refusal
from alongside.web import clock
from alongside.web.errors import too_many
from alongside.web.render import render_page

SENT = "A code is on its way to your work address. It can be used for 20 minutes."
NOT_SET_UP = "No e-mail is sent from here, so no code can reach you. Send your advice by e-mail or post to whoever asked you."


@dataclass(frozen=True, slots=True)
class EnterPage:
    area_name: str
    send_address: str


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponseBase:
    link = link_of_secret(secret, at=clock.now())
    if link is None:
        return DOOR.nothing(request)
    if request.method == "POST" and DOOR.is_too_often(secret):
        return too_many(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = operations.try_link_code(
            actor=sign_in_actor(), at=clock.now(), link=secret, code=form.cleaned_data["code"]
        )
        if tried.secret:
            return DOOR.come_in(tried.secret)
        form.refuse(Refusal(tried.sentence, field="code"))
    return _page(request, link, secret, form)


@require_POST
def ask_for_code(request: HttpRequest, secret: str) -> HttpResponseBase:
    if link_of_secret(secret, at=clock.now()) is None:
        return DOOR.nothing(request)
    if DOOR.is_too_often(secret):
        return too_many(request)
    try:
        _check_can_send()
        send_code(operations.ask_for_link_code(actor=sign_in_actor(), at=clock.now(), link=secret))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, SENT)
    return HttpResponseRedirect(reverse("asked:enter", args=[secret]))


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    cookie = request.COOKIES.get(DOOR.cookie, "")
    try:
        operations.leave_link_visit(actor=sign_in_actor(), at=clock.now(), cookie=cookie)
    except Hidden:
        raise Http404 from None
    return DOOR.left(request)


def _check_can_send() -> None:
    """Raises Refusal. Nobody tells a code on the phone: it shows who reads at the work address."""
    if not is_set_up():
        raise Refusal(NOT_SET_UP)


def _page(request: HttpRequest, link: AdviceLink, secret: str, form: CodeForm) -> HttpResponseBase:
    content = EnterPage(link.area.name, reverse("asked:ask_for_code", args=[secret]))
    answered = render_page(
        request, "advice/enter.html", {"page": content, "form": form}, status=form.answer_status
    )
    return unshared(answered)
