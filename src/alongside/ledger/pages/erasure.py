"""Erasing the words of one entry when the law requires it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from alongside.ledger import operations, perms, queries
from alongside.ledger.forms import ErasureForm
from alongside.ledger.pages.entries import crumbs
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page


@page("GET", "POST", needs=perms.ERASE)
def erase(request: PageRequest, area: str, seq: int) -> HttpResponse:
    entry = queries.entry(request.actor, seq)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            operations.erase_detail(
                actor=request.actor, at=clock.now(), seq=seq, reason=form.cleaned_data["reason"]
            )
        if outcome.accepted:
            messages.success(request, f"The words of entry {seq} have been erased.")
            return redirect("ledger:entry", area, seq)
    trail = (*crumbs(request.actor), Crumb(f"Erase the words of entry {seq}"))
    content = {"crumbs": trail, "form": form, "seq": entry.seq, "area": area}
    return render_page(request, "ledger/erase.html", content, status=form.answer_status)
