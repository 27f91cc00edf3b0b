"""Freezing and issuing a pack, and checking a file that somebody holds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.packs import CheckFileForm, ChooseMeetingForm, IssueForm, UpwardForm
from alongside.board.models import Meeting
from alongside.board.operations import packs as operations
from alongside.board.pages.views import crumbs
from alongside.board.queries import packs as queries
from alongside.board.queries.issuing import IssueFacts, closed_words, issue_facts, meeting_choices
from alongside.board.queries.packs import PackView
from alongside.board.rules.codes import PackKind
from alongside.board.verification import Verified, digest_of, verify_for
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

DONE = "The pack is frozen. Its paper is being made."


@dataclass(frozen=True, slots=True)
class CheckPage:
    """``digest`` is empty before a file was given; ``faults`` when it is one of ours but altered."""

    crumbs: tuple[Crumb, ...]
    digest: str = ""
    facts: tuple[Row, ...] = ()
    faults: tuple[str, ...] = ()
    address: str = ""
    is_latest: bool = True


@page("GET", "POST", needs=perms.RUN)
def choose_meeting(request: PageRequest, area: str) -> HttpResponse:
    request.actor.check_may(perms.RUN)
    form = ChooseMeetingForm(request.POST or None)
    form.offer("meeting", meeting_choices(request.actor, today=clock.today()))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["meeting"]
        return HttpResponseRedirect(reverse("board:issue_pack", args=[area, chosen]))
    content = FormPage(
        title="Issue a pack",
        submit="Continue",
        crumbs=_crumbs(request.actor, "Issue a pack"),
        after=reverse("board:packs", args=[area]),
        done="",
    )
    return render_page(
        request, "people/fill_in.html", {"page": content, "form": form}, status=form.answer_status
    )


@page("GET", "POST", needs=perms.RUN)
def issue_pack(request: PageRequest, area: str, ref: str) -> HttpResponse:
    meeting = queries.meeting_for_pack(request.actor, ref)
    before = queries.pack_of_meeting(request.actor, ref)
    facts = issue_facts(request.actor, meeting, today=clock.today())
    form = _form(IssueForm, request, before)
    return fill_in(
        request,
        form,
        replace(
            _issue_page(request.actor, f"Issue the pack of {day(meeting.held_on)}", facts, before),
            closed=_closed(meeting, PackKind.BOARD, before),
        ),
        lambda: operations.freeze_board_pack(
            actor=request.actor, at=clock.now(), meeting_ref=ref, **_answers(form)
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def issue_upward(request: PageRequest, area: str, ref: str) -> HttpResponse:
    meeting = queries.meeting_for_pack(request.actor, ref)
    to = request.POST.get("to_board") or request.GET.get("to", "")
    before = queries.report_to(request.actor, ref, to)
    facts = issue_facts(request.actor, meeting, today=clock.today(), what="report")
    form = _form(UpwardForm, request, before, to_board=to)
    form.offer("to_board", queries.boards_above(request.actor, meeting.board_id))
    return fill_in(
        request,
        form,
        replace(
            _issue_page(request.actor, "Report to another board", facts, before, what="report"),
            closed=_closed(meeting, PackKind.UPWARD, before),
        ),
        lambda: operations.freeze_upward_report(
            actor=request.actor,
            at=clock.now(),
            meeting_ref=ref,
            to_board_ref=form.cleaned_data["to_board"],
            **_answers(form),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def issue_evidence(request: PageRequest, area: str, ref: str) -> HttpResponse:
    visit = queries.visit_for_pack(request.actor, ref)
    before = queries.pack_of_visit(request.actor, ref)
    is_early = clock.today() < visit.freezes_on
    form = _form(IssueForm, request, before, is_early=is_early)
    content = FormPage(
        title=f"Freeze the evidence for the visit of {day(visit.held_on)}",
        submit="Freeze the evidence",
        crumbs=_crumbs(request.actor, "Freeze the evidence"),
        after=reverse("board:visit", args=[area, ref]),
        done=DONE,
        warning=_freezes_at_once(visit.freezes_on),
        facts=(Row("Visitors", visit.visitors), Row("Freezes by itself", day(visit.freezes_on))),
        onward=_to_pack(request.actor),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.freeze_visit_evidence(
            actor=request.actor, at=clock.now(), visit_ref=ref, **_answers(form)
        ),
    )


@page("GET", "POST", needs=perms.PACKS)
def check_file(request: PageRequest, area: str) -> HttpResponse:
    """Nothing of the file is kept: only its digest is looked up."""
    sent = request.method == "POST"
    form = CheckFileForm(request.POST if sent else None, request.FILES if sent else None)
    content = CheckPage(_crumbs(request.actor, "Check a file"))
    if sent and form.is_valid():
        content = _checked(request.actor, digest_of(form.cleaned_data["file"]))
    return render_page(
        request,
        "board/packs/check_file.html",
        {"page": content, "form": form},
        status=form.answer_status,
    )


def _freezes_at_once(freezes_on: date) -> str:
    early = f", not on {day(freezes_on)}," if freezes_on > clock.today() else ""
    return (
        f"The evidence is frozen at once{early} and no longer changes. "
        "A paper that comes later is shown apart, with a stamp of its own."
    )


def _form(
    kind: type[IssueForm],
    request: PageRequest,
    before: PackView | None,
    *,
    is_early: bool = False,
    **initial: object,
) -> IssueForm:
    seen = before.last_number if before else 0
    return kind(
        request.POST or None,
        latest=seen,
        is_own=bool(before and before.editions and before.editions[0].is_own),
        is_early=is_early,
        initial={"seen_number": str(seen), **initial},
    )


def _closed(meeting: Meeting, kind: PackKind, before: PackView | None) -> str:
    last = before.last_number if before else 0
    return closed_words(meeting, kind, last, today=clock.today())


def _answers(form: IssueForm) -> dict[str, Any]:
    return {"seen_number": form.seen, "why": form.cleaned_data.get("why", "")}


def _issue_page(
    actor: Actor, title: str, facts: IssueFacts, before: PackView | None, *, what: str = "pack"
) -> FormPage:
    again = f"Edition {before.last_number} stays as it was issued." if before else ""
    after = (
        reverse("board:pack", args=[actor.area_slug, before.ref])
        if before
        else reverse("board:packs", args=[actor.area_slug])
    )
    return FormPage(
        title=title,
        submit="Freeze and issue",
        crumbs=_crumbs(actor, title),
        after=after,
        done=f"The {what} is frozen. Its paper is being made.",
        intro=(
            f"The {what} holds everything as it stands at this moment. Once it is frozen, nobody can "
            f"change it. {again}"
        ).strip(),
        warning=facts.warning,
        facts=facts.rows,
        onward=_to_pack(actor),
    )


def _to_pack(actor: Actor) -> Callable[[Any], str]:
    return lambda edition: reverse("board:pack", args=[actor.area_slug, edition.pack.ref])


def _checked(actor: Actor, digest: str) -> CheckPage:
    found = verify_for(actor, digest)
    own = _crumbs(actor, "Check a file")
    if found is None:
        return CheckPage(own, digest=digest)
    return CheckPage(
        own,
        digest=digest,
        facts=_facts(found),
        faults=found.faults,
        address=reverse("board:edition", args=[actor.area_slug, found.edition_ref]),
        is_latest=found.latest_number == found.number,
    )


def _facts(found: Verified) -> tuple[Row, ...]:
    return (
        Row("Pack", found.title),
        Row("Edition", str(found.number)),
        Row("Issued", instant(found.issued_at)),
        Row("Entry in the ledger", str(found.ledger_seq or "none")),
        Row("Fingerprint of the file", found.file_sha256),
        Row("Fingerprint of the content", found.content_sha256),
    )


def _crumbs(actor: Actor, title: str) -> tuple[Crumb, ...]:
    packs = Crumb("Packs", reverse("board:packs", args=[actor.area_slug]))
    return crumbs(actor, packs, Crumb(title))
