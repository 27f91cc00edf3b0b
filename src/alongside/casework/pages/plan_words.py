"""Words that families did not understand, at the desk: plainer words with one click, or a reason to keep one."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.glossary import KeepForm, ReplaceForm
from alongside.casework.operations import plan_words as operations
from alongside.casework.pages.plan_trail import at_version, version_crumbs
from alongside.casework.queries.plan_reading import PlanRead, plan_read
from alongside.casework.queries.plan_values import VersionRow
from alongside.casework.rules.glossary import MOST_OFFERED, key_of
from alongside.casework.rules.plans.codes import Section, VersionState
from alongside.casework.rules.plans.reading_through import Confusing, ReadThrough
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted

UNDECIDED = "Whoever looks after the area’s words has not decided yet."
AGREE_AGAIN = "Section G changed: ask the health commissioner to agree again."


@dataclass(frozen=True, slots=True)
class WordAtDesk:
    """``offers`` are plainer wordings, each a button; ``heard`` quotes what families would say, which is none
    until it is decided. ``kept`` is why the word stays; empty while it waits.
    """

    word: str
    said: str
    heard: str
    where: str
    offers: tuple[str, ...]
    kept: str
    replace: str
    keep: str


def words_at_desk(actor: Actor, version: VersionRow, read: ReadThrough) -> tuple[WordAtDesk, ...]:
    """Those that nobody has settled come first."""
    shown = [_shown(actor, version, each) for each in read.confusing]
    return tuple(sorted(shown, key=lambda each: bool(each.kept)))


@page("POST", needs=perms.RECORD)
def replace(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """One click: there is no page of its own."""
    actor, form = request.actor, ReplaceForm(request.POST)
    if not form.is_valid():
        raise Hidden("word")
    with form.refusals() as outcome:
        changed = operations.replace_word(
            actor=actor, at=clock.now(), version_ref=ref, **form.cleaned_data
        )
        messages.success(request, _done(form.cleaned_data["word"], changed))
    if not outcome.accepted:
        messages.error(request, " ".join(map(str, form.non_field_errors())))
    return HttpResponseRedirect(f"{at_version(actor, 'plan_desk', ref)}#words")


@page("GET", "POST", needs=perms.RECORD)
def keep(request: PageRequest, area: str, ref: str, word: str) -> HttpResponse:
    actor = request.actor
    found = plan_read(actor, version_ref=ref, today=clock.today())
    one = _confusing(found.read, word)
    form = KeepForm(request.POST or None, initial={"reason": one.reason})
    return fill_in(
        request,
        form,
        _keep_page(actor, found, one),
        lambda: operations.keep_word(
            actor=actor, at=clock.now(), version_ref=ref, word=one.term.name, **form.cleaned_data
        ),
    )


def _keep_page(actor: Actor, found: PlanRead, one: Confusing) -> FormPage:
    title, desk = f"Keep “{one.term.name}”", at_version(actor, "plan_desk", found.version.ref)
    is_writing = found.version.state is VersionState.WRITING
    return FormPage(
        title=title,
        submit="Keep it",
        crumbs=version_crumbs(actor, found.head, found.version, Crumb("Write", desk), Crumb(title)),
        after=f"{desk}#words",
        done="It stays, with your reason.",
        intro="The reason is kept with this version.",
        facts=(Row("What families said", _said(one)), Row("Where it stands", ", ".join(one.rows))),
        closed="" if is_writing else "This version is not being written.",
    )


def _confusing(read: ReadThrough, word: str) -> Confusing:
    """Raises Hidden for a word that does not stand there, or that nobody voted on."""
    for each in read.confusing:
        if key_of(each.term.name) == key_of(word):
            return each
    raise Hidden("word")


def _shown(actor: Actor, version: VersionRow, each: Confusing) -> WordAtDesk:
    name = each.term.name
    address = [actor.area_slug, version.ref]
    return WordAtDesk(
        word=name,
        said=_said(each),
        heard=_heard(each),
        where=", ".join(each.rows),
        offers=each.term.replacements[:MOST_OFFERED],
        kept=each.reason,
        replace=reverse("casework:replace_word", args=address),
        keep=reverse("casework:keep_word", args=[*address, name]),
    )


def _heard(each: Confusing) -> str:
    """Quoted, because nobody has decided yet."""
    quoted = ", ".join(f"“{words}”" for words in each.term.heard)
    return f"Families would say: {quoted}. {UNDECIDED}" if quoted else ""


def _said(each: Confusing) -> str:
    people = counted(each.term.not_understood, "person,people")
    return f"{people} here did not understand it."


def _done(word: str, sections: tuple[str, ...]) -> str:
    where = (
        " and ".join([", ".join(sections[:-1]), sections[-1]]) if len(sections) > 1 else sections[0]
    )
    again = f" {AGREE_AGAIN}" if Section.G in sections else ""
    return f"“{word}” is replaced in section {where}. Read those rows once more.{again}"
