"""The area's words: what families did not understand, and what is written instead. Who voted is not told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.glossary import DecideForm, GlossarySettingsForm, ListWordForm
from alongside.casework.operations import glossary as operations
from alongside.casework.pages.trail import crumbs
from alongside.casework.queries.glossary import WordView, glossary_page, one_word
from alongside.casework.rules.glossary import Decided
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, sentence

TITLE = "Words that families did not understand"
ADD, SETTINGS = "Put a word into the list", "When a word counts as confusing"
COUNTING = (
    "Families tell us which words of their EHC plan they did not understand. Each person counts once. From the "
    "number that you set here, a word counts as confusing. Whoever writes it into another EHC plan is told so. "
    "They write plainer words, or give a reason to keep it. With one, nobody has to wait for a second family. A "
    "larger number keeps single votes away from the desk."
)
OPENS = (perms.GLOSSARY, *perms.READS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryShown:
    title: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    about: str
    waiting: tuple[RecordedItem, ...]
    decided: tuple[RecordedItem, ...]


@page("GET", needs=OPENS)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = glossary_page(actor)
    content = GlossaryShown(
        title=TITLE,
        crumbs=_crumbs(actor, Crumb(TITLE)),
        doors=tuple(_doors(actor)),
        about=f"{_counts(found.confusing_from)} Who said so is told to nobody.",
        waiting=tuple(_item(actor, each) for each in found.waiting),
        decided=tuple(_item(actor, each) for each in found.decided),
    )
    return render_page(request, "casework/glossary.html", {"page": content})


@page("GET", "POST", needs=perms.GLOSSARY)
def decide(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    one = one_word(actor, term_ref=ref)
    form = DecideForm(request.POST or None, initial=_first(one))
    title = f"Decide about “{one.name}”"
    content = FormPage(
        title=title,
        submit="Decide",
        crumbs=_crumbs(actor, Crumb(TITLE, _at(actor, "glossary")), Crumb(title)),
        after=_at(actor, "glossary"),
        done="It is decided. The drafting desk goes by it from now on.",
        facts=tuple(_facts(one)),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.decide_on_word(
            actor=actor, at=clock.now(), term_ref=ref, **form.decision()
        ),
    )


@page("GET", "POST", needs=perms.GLOSSARY)
def add(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    form = ListWordForm(request.POST or None)
    return fill_in(
        request,
        form,
        _form_page(actor, ADD, "It is in the list. The drafting desk offers it from now on."),
        lambda: operations.list_word(actor=actor, at=clock.now(), **form.cleaned_data),
    )


@page("GET", "POST", needs=perms.GLOSSARY)
def settings(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = glossary_page(actor)
    initial = {"confusing_from": found.confusing_from, "expected_version": found.version}
    form = GlossarySettingsForm(request.POST or None, initial=initial)
    return fill_in(
        request,
        form,
        replace(_form_page(actor, SETTINGS, "It is saved."), intro=COUNTING),
        lambda: operations.change_glossary_settings(
            actor=actor, at=clock.now(), **form.cleaned_data
        ),
    )


def _counts(confusing_from: int) -> str:
    """
    >>> _counts(1), _counts(3)[:52]
    ('A word counts as confusing as soon as one person says so.', 'A word counts as confusing as soon as 3 people say s')
    """
    said = "one person says so" if confusing_from == 1 else f"{confusing_from} people say so"
    return f"A word counts as confusing as soon as {said}."


def _form_page(actor: Actor, title: str, done: str) -> FormPage:
    return FormPage(
        title=title,
        submit="Save",
        crumbs=_crumbs(actor, Crumb(TITLE, _at(actor, "glossary")), Crumb(title)),
        after=_at(actor, "glossary"),
        done=done,
    )


def _crumbs(actor: Actor, *further: Crumb) -> tuple[Crumb, ...]:
    """Whoever looks after the list may read no case, and then has no way to the cases."""
    if any(actor.may_somewhere(each) for each in perms.READS):
        return crumbs(actor, *further)
    return (Crumb("Home", reverse("home", args=[actor.area_slug])), *further)


def _at(actor: Actor, name: str, *parts: str) -> str:
    return reverse(f"casework:{name}", args=[actor.area_slug, *parts])


def _doors(actor: Actor) -> Iterator[Door]:
    if actor.may_somewhere(perms.GLOSSARY):
        yield Door(ADD, _at(actor, "list_word"))
        yield Door(SETTINGS, _at(actor, "glossary_settings"))


def _item(actor: Actor, each: WordView) -> RecordedItem:
    may = actor.may_somewhere(perms.GLOSSARY)
    words = "Decide" if each.waiting else "Change the decision"
    return RecordedItem(
        title=each.name,
        notes=tuple(f"{row.key}: {row.value}" for row in _facts(each)),
        doors=(Door(words, _at(actor, "decide_word", each.ref)),) if may else (),
    )


def _facts(each: WordView) -> Iterator[Row]:
    yield Row("Not understood by", _people(each))
    if each.suggested:
        yield Row("Families would say", ", ".join(_suggestion(*one) for one in each.suggested))
    if each.starter:
        yield Row("Alongside’s own list writes", each.starter)
    if each.decided:
        yield Row("Decided", _decided(each))


def _people(each: WordView) -> str:
    people = counted(each.votes, "person,people")
    is_new = each.decided and each.waiting
    return f"{people}, {each.waiting} since it was decided" if is_new else people


def _suggestion(words: str, count: int) -> str:
    return f"“{words}”" if count == 1 else f"“{words}” ({count})"


def _decided(each: WordView) -> str:
    on = f" On {day(each.decided_at)}" if each.decided_at else ""
    by = f" by {each.decided_by}" if each.decided_by else ""
    what = f"write “{each.plain}”." if each.decided == Decided.LISTED else "the word stays."
    why = f" {sentence(each.reason)}" if each.reason else ""
    return f"{what}{why}{on}{by}."


def _first(one: WordView) -> dict[str, str]:
    """What was decided, or what most families would say."""
    plain = one.plain or (one.suggested[0][0] if one.suggested else one.starter)
    return {"decided": one.decided, "plain": plain, "reason": one.reason}
