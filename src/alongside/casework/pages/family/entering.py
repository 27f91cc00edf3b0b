"""Coming in by a link: a one-time code is asked for and given. Nonsense, a link that ran out and one that
was ended get the same "not found".
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.access.actors import sign_in_actor
from alongside.access.pages.by_link import unshared
from alongside.casework.families.letters import check_can_send, send_code
from alongside.casework.forms.families import CodeForm
from alongside.casework.models import FamilyAccess
from alongside.casework.operations.families import entering as operations
from alongside.casework.pages.family.parts import AreaWords, area_words
from alongside.casework.pages.family.visiting import DOOR
from alongside.casework.queries.family_settings import settings_of
from alongside.casework.queries.family_visits import access_of_link
from alongside.kernel.refusals import Hidden, Refusal
from alongside.web import clock
from alongside.web.errors import too_many
from alongside.web.render import render_page

SENT = "A code is on its way to your e-mail address. It can be used for 20 minutes."


@dataclass(frozen=True, slots=True)
class EnterPage:
    area_name: str
    send_address: str
    area: AreaWords


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponseBase:
    access = access_of_link(secret, at=clock.now())
    if access is None:
        return DOOR.nothing(request)
    if request.method == "POST" and DOOR.is_too_often(secret):
        return too_many(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = operations.try_code(
            actor=sign_in_actor(), at=clock.now(), link=secret, code=form.cleaned_data["code"]
        )
        if tried.secret:
            return DOOR.come_in(tried.secret)
        form.refuse(Refusal(tried.sentence, field="code"))
    return _page(request, access, secret, form)


@require_POST
def ask_for_code(request: HttpRequest, secret: str) -> HttpResponseBase:
    access = access_of_link(secret, at=clock.now())
    if access is None:
        return DOOR.nothing(request)
    if DOOR.is_too_often(secret):
        return too_many(request)
    try:
        check_can_send()
        send_code(operations.ask_for_code(actor=sign_in_actor(), at=clock.now(), link=secret))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, SENT)
    return HttpResponseRedirect(reverse("family:enter", args=[secret]))


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    try:
        operations.leave(
            actor=sign_in_actor(), at=clock.now(), cookie=request.COOKIES.get(DOOR.cookie, "")
        )
    except Hidden:
        raise Http404 from None
    return DOOR.left(request)


def _page(
    request: HttpRequest, access: FamilyAccess, secret: str, form: CodeForm
) -> HttpResponseBase:
    content = EnterPage(
        area_name=access.area.name,
        send_address=reverse("family:ask_for_code", args=[secret]),
        area=area_words(settings_of(access.area_id)),
    )
    page: dict[str, Any] = {"page": content, "form": form}
    answered = render_page(request, "casework/family/enter.html", page, status=form.answer_status)
    return unshared(answered)
