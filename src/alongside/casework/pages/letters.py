"""One letter as it will look: in one’s own words, checked, sent, served and ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from alongside.casework import perms
from alongside.casework.forms import letters as forms
from alongside.casework.operations import letter_details as details_operations
from alongside.casework.operations import letter_formats, letter_papers, letter_sending, letters
from alongside.casework.pages.enclosing import Enclosed, enclosed_of
from alongside.casework.pages.letter_parts import (
    DETAILS,
    about_rows,
    at_letter,
    doors_of,
    file_doors,
    letter_crumbs,
    look_at,
    papers_words,
)
from alongside.casework.pages.trail import crumbs, queue_address
from alongside.casework.queries import letters as queries
from alongside.casework.queries.letter_values import LetterPage
from alongside.casework.rules.letter_acts import Act
from alongside.documents.shown import ShownDocument, shown
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, Row
from alongside.web.forms import HouseForm
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day


@dataclass(frozen=True, slots=True)
class LetterShown:
    """``document`` is None for a letter that could not be made; ``refusal`` then says why."""

    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    look_at: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    doors: tuple[Door, ...]
    files: tuple[Door, ...]
    enclosed: tuple[Enclosed, ...]
    papers: str
    rows: tuple[Row, ...]
    refusal: str
    document: ShownDocument | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks about a letter. ``intro``: what to know first."""

    form: type[HouseForm]
    act: Act
    title: str
    submit: str
    intro: str


@page("GET", needs=perms.READS)
def letter(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = queries.letter_page(actor, letter_ref=ref, today=clock.today())
    response = render_page(request, "casework/letter.html", {"page": _letter(actor, found)})
    return as_look(response, subject="casework.case", ref=found.head.ref, reason="A letter")


@page("GET", needs=perms.READS)
def letter_file(request: PageRequest, area: str, ref: str, what: str) -> HttpResponseBase:
    actor, today = request.actor, clock.today()
    case_ref, found = queries.letter_file(actor, letter_ref=ref, what=what, today=today)
    response = cast("HttpResponse", send(found))
    return as_look(response, subject="casework.case", ref=case_ref, reason="A file of a letter")


@page("GET", "POST", needs=perms.RECORD)
def again(request: PageRequest, area: str, ref: str) -> HttpResponse:
    intro = "It is written with today’s day and with what is known today. Your own words stay."
    return _about_letter(
        request,
        ref,
        Asked(forms.AgainForm, Act.AGAIN, "Write the letter again", "Write it again", intro),
        lambda form: letters.write_letter_again(
            actor=request.actor, at=clock.now(), letter_ref=ref, **_version(form)
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def own_words(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _about_letter(
        request,
        ref,
        Asked(forms.OwnWordsForm, Act.CHANGE, "Your own words in the letter", "Put them in", ""),
        lambda form: letters.change_own_words(
            actor=request.actor,
            at=clock.now(),
            letter_ref=ref,
            free_text=form.cleaned_data["free_text"],
            **_version(form),
        ),
    )


@page("GET", "POST", needs=(perms.RECORD, perms.DECIDE))
def check(request: PageRequest, area: str, ref: str) -> HttpResponse:
    intro = (
        "This is the letter as it goes out. Once it is checked, its words do not change any more."
    )
    return _about_letter(
        request,
        ref,
        Asked(forms.CheckForm, Act.CHANGE, "Check the letter", "It may go out", intro),
        lambda form: letters.check_letter(
            actor=request.actor, at=clock.now(), letter_ref=ref, **_version(form)
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def send_off(request: PageRequest, area: str, ref: str) -> HttpResponse:
    intro = "Send it first, from your own post or mail. Then write down here that it left."
    return _about_letter(
        request,
        ref,
        Asked(forms.SendForm, Act.SEND, "Record that the letter was sent", "It was sent", intro),
        lambda form: letter_sending.send_letter(
            actor=request.actor,
            at=clock.now(),
            letter_ref=ref,
            sending=form.sending(),
            **_version(form),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def served(request: PageRequest, area: str, ref: str) -> HttpResponse:
    intro = "The day on which it reached them is another than the day on which it left."
    return _about_letter(
        request,
        ref,
        Asked(
            forms.ServedForm,
            Act.SERVE,
            "Record that the letter reached them",
            "It reached them",
            intro,
        ),
        lambda form: letter_sending.record_service(
            actor=request.actor,
            at=clock.now(),
            letter_ref=ref,
            served_on=form.cleaned_data["served_on"],
            known=form.cleaned_data["known"],
            **_version(form),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def given(request: PageRequest, area: str, ref: str) -> HttpResponse:
    intro = "They asked for letters in another format or language. This letter stays owed until you record it here."
    return _about_letter(
        request,
        ref,
        Asked(
            forms.GivenForm,
            Act.GIVE_FORMAT,
            "Record that they have it as they asked",
            "They have it",
            intro,
        ),
        lambda form: letter_formats.give_letter_format(
            actor=request.actor,
            at=clock.now(),
            letter_ref=ref,
            given_on=form.cleaned_data["given_on"],
            known=form.cleaned_data["known"],
            **_version(form),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def withdraw(request: PageRequest, area: str, ref: str) -> HttpResponse:
    intro = (
        "It stays readable here. What was recorded when it was sent stays too: take that back apart. "
        "Where it was sent to the family, they still have it on their page, and read there why it is "
        "withdrawn."
    )
    return _about_letter(
        request,
        ref,
        Asked(forms.WithdrawForm, Act.WITHDRAW, "Withdraw the letter", "Withdraw it", intro),
        lambda form: letters.withdraw_letter(
            actor=request.actor,
            at=clock.now(),
            letter_ref=ref,
            why=form.cleaned_data["why"],
            **_version(form),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def papers(request: PageRequest, area: str, ref: str) -> HttpResponse:
    return _about_letter(
        request,
        ref,
        Asked(
            HouseForm,
            Act.PAPERS,
            "Make the papers",
            "Make them",
            "The letter itself stays as it was checked.",
        ),
        lambda form: letter_papers.ask_for_papers(
            actor=request.actor, at=clock.now(), letter_ref=ref
        ),
    )


@page("GET", "POST", needs=perms.DECIDE)
def details(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    kept = queries.letter_details(actor)
    form = forms.DetailsForm(
        request.POST or None, initial={**kept.own, "expected_version": kept.version}
    )
    return fill_in(
        request,
        form,
        _details_page(actor, kept.missing),
        lambda: details_operations.change_letter_details(
            actor=actor,
            at=clock.now(),
            details=form.details(),
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


def _details_page(actor: Actor, missing: tuple[str, ...]) -> FormPage:
    return FormPage(
        title=DETAILS,
        submit="Save",
        crumbs=crumbs(actor, Crumb(DETAILS)),
        after=queue_address(actor),
        done="It is saved. Letters that are checked keep what they say.",
        intro=" ".join(("Every letter of the area takes this over as it stands here.", *missing)),
    )


def _about_letter(
    request: PageRequest,
    ref: str,
    asked: Asked,
    save: Callable[..., object],
) -> HttpResponse:
    """One form about one letter, with the letter below it."""
    actor = request.actor
    found = queries.letter_page(actor, letter_ref=ref, today=clock.today())
    closed = found.why_not(asked.act)
    form = asked.form(
        request.POST or None,
        request.FILES or None,
        initial={
            "expected_version": found.letter.version,
            "free_text": found.free_text,
            "sent_on": found.letter.dated_on,
        },
    )
    content = FormPage(
        title=asked.title,
        submit=asked.submit,
        crumbs=letter_crumbs(
            actor, found.head, Crumb(found.letter.title, at_letter(actor, "letter", ref))
        ),
        after=at_letter(actor, "letter", ref),
        done="It is recorded.",
        intro="" if closed else asked.intro,
        closed=closed,
        facts=(Row("To", found.letter.recipient), Row("Dated", day(found.letter.dated_on))),
        template="casework/letter_form.html",
        beside=_letter(actor, found),
    )
    return fill_in(request, form, content, lambda: save(form))


def _version(form: HouseForm) -> dict[str, int]:
    return {"expected_version": form.cleaned_data["expected_version"]}


def _letter(actor: Actor, found: LetterPage) -> LetterShown:
    return LetterShown(
        title=found.letter.title,
        caption=f"Letter to {found.letter.recipient}" if found.letter.recipient else "Letter",
        crumbs=letter_crumbs(actor, found.head, Crumb(found.letter.title)),
        look_at=tuple(look_at(found)),
        unconfirmed=found.unconfirmed,
        doors=doors_of(actor, found),
        files=file_doors(actor, found),
        enclosed=enclosed_of(actor, found),
        papers=papers_words(found),
        rows=about_rows(found),
        refusal=found.letter.refusal,
        document=shown(found.document) if found.document else None,
    )
