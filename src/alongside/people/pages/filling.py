"""One page with one form: show it, save it with one operation, and go on.

The access room's pages use it too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from alongside.web.components import Crumb, Row
from alongside.web.forms import HouseForm
from alongside.web.pages import PageRequest
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class FormPage:
    """``done`` is said on the page that ``after`` leads to. ``facts`` stand above the form.

    With ``onward`` the person goes on to what was made, and only "Cancel" leads to ``after``.
    ``closed`` says why there is nothing to fill in, in place of the form. A room's own ``template``
    extends the usual one and may show ``beside``.
    """

    title: str
    submit: str
    crumbs: Sequence[Crumb]
    after: str
    done: str
    intro: str = ""
    warning: str = ""
    facts: Sequence[Row] = ()
    is_grave: bool = False
    onward: Callable[[Any], str] | None = None
    closed: str = ""
    template: str = "people/fill_in.html"
    beside: object = None


def fill_in(
    request: PageRequest, form: HouseForm, page: FormPage, save: Callable[[], object]
) -> HttpResponse:
    """``save`` makes the one operation call and may refuse; nothing typed is lost."""
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            saved = save()
        if outcome.accepted:
            messages.success(request, page.done)
            return HttpResponseRedirect(page.onward(saved) if page.onward else page.after)
    content = {"page": page, "form": form}
    return render_page(request, page.template, content, status=form.answer_status)
