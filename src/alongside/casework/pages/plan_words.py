"""Words that families did not understand, at the desk: plainer words, sentence by sentence, or a reason to keep
one."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.glossary import KeepForm, PlainerForm, ticked_code
from alongside.casework.operations import plan_words as operations
from alongside.casework.pages.plan_trail import at_version, version_crumbs
from alongside.casework.queries.plan_reading import PlanRead, plan_read
from alongside.casework.queries.plan_values import VersionRow
from alongside.casework.queries.plan_words import (
    SentenceAt,
    WordInPlan,
    confusing_word,
    word_in_plan,
)
from alongside.casework.rules.glossary import MOST_OFFERED, key_of
from alongside.casework.rules.plans.codes import Section, VersionState
from alongside.casework.rules.plans.reading_through import Confusing, ReadThrough
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted

UNDECIDED = "Whoever looks after the area’s words has not decided yet."
AGREE_AGAIN = (
    "The health commissioner agreed to section G. If you change a row of it, the agreement falls, and you have "
    "to ask them again."
)
AGREEMENT_FALLS = "The agreement to section G falls."
TICK = (
    "Plainer words do not fit into every sentence. Tick those that read well. Leave the others, and change "
    "their rows by hand."
)
NOT_WRITTEN = "This version is not being written."
NOT_THERE = "“{word}” stands in this draft no longer, so there is nothing to keep."


@dataclass(frozen=True, slots=True)
class WordAtDesk:
    """``offers`` are plainer wordings, each with its page; ``heard`` quotes what families would say, which is none
    until it is decided. ``kept`` is why the word stays; empty while it waits.
    """

    word: str
    said: str
    heard: str
    where: str
    offers: tuple[Door, ...]
    kept: str
    keep: str


def words_at_desk(actor: Actor, version: VersionRow, read: ReadThrough) -> tuple[WordAtDesk, ...]:
    """Those that nobody has settled come first."""
    shown = [_shown(actor, version, each) for each in read.confusing]
    return tuple(sorted(shown, key=lambda each: bool(each.kept)))


@page("GET", "POST", needs=perms.RECORD)
def replace(request: PageRequest, area: str, ref: str, word: str) -> HttpResponse:
    """Every sentence before and after; what is ticked is written, and nothing else."""
    actor, asked = request.actor, request.GET.get("instead", "")
    found = word_in_plan(actor, version_ref=ref, word=word, plain=asked, today=clock.today())
    form = PlainerForm(request.POST or None)
    form.offer("ticked", _sentences(found), hints=_as_they_are(found))
    return fill_in(
        request,
        form,
        _replace_page(actor, found),
        lambda: operations.replace_word(
            actor=actor,
            at=clock.now(),
            version_ref=ref,
            plainer=form.plainer(word=found.word, plain=found.plain),
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def keep(request: PageRequest, area: str, ref: str, word: str) -> HttpResponse:
    actor = request.actor
    found = plan_read(actor, version_ref=ref, today=clock.today())
    one = _confusing(found.read, word)
    name = one.term.name if one else confusing_word(actor, word)
    form = KeepForm(request.POST or None, initial={"reason": one.reason if one else ""})

    def save() -> object:
        if one is None:
            raise Refusal(NOT_THERE.format(word=name))
        return operations.keep_word(
            actor=actor, at=clock.now(), version_ref=ref, word=name, **form.cleaned_data
        )

    return fill_in(request, form, _keep_page(actor, found, one, name), save)


def _keep_page(actor: Actor, found: PlanRead, one: Confusing | None, name: str) -> FormPage:
    """Of a word that stands there no longer it says so, since somebody changed the sentence meanwhile."""
    title, desk = f"Keep “{name}”", at_version(actor, "plan_desk", found.version.ref)
    is_writing = found.version.state is VersionState.WRITING
    closed = "" if one else NOT_THERE.format(word=name)
    return FormPage(
        title=title,
        submit="Keep it",
        crumbs=version_crumbs(actor, found.head, found.version, Crumb("Write", desk), Crumb(title)),
        after=f"{desk}#words",
        done="It stays, with your reason.",
        intro="The reason is kept with this version.",
        facts=_word_facts(one) if one else (),
        closed=closed if is_writing else NOT_WRITTEN,
    )


def _word_facts(one: Confusing) -> tuple[Row, ...]:
    return (Row("What families said", _said(one)), Row("Where it stands", ", ".join(one.rows)))


def _confusing(read: ReadThrough, word: str) -> Confusing | None:
    """None for a word that does not stand there, or that nobody voted on."""
    for each in read.confusing:
        if key_of(each.term.name) == key_of(word):
            return each
    return None


def _shown(actor: Actor, version: VersionRow, each: Confusing) -> WordAtDesk:
    name = each.term.name
    address = [actor.area_slug, version.ref]
    replace_at = reverse("casework:replace_word", args=[*address, name])
    return WordAtDesk(
        word=name,
        said=_said(each),
        heard=_heard(each),
        where=", ".join(each.rows),
        offers=tuple(
            Door(words, f"{replace_at}?{urlencode({'instead': words})}")
            for words in each.term.replacements[:MOST_OFFERED]
        ),
        kept=each.reason,
        keep=reverse("casework:keep_word", args=[*address, name]),
    )


def _heard(each: Confusing) -> str:
    """Quoted, because nobody has decided yet."""
    quoted = ", ".join(f"“{words}”" for words in each.term.heard)
    return f"Families would say: {quoted}. {UNDECIDED}" if quoted else ""


def _said(each: Confusing) -> str:
    people = counted(each.term.not_understood, "person,people")
    return f"{people} here did not understand it."


def _sentences(found: WordInPlan) -> list[tuple[str, str]]:
    """As they would be, by their row."""
    return [
        (ticked_code(each), f"{each.called}: {_in_a_line(each.place.after)}")
        for each in found.sentences
    ]


def _as_they_are(found: WordInPlan) -> dict[str, str]:
    return {
        ticked_code(each): f"Now: {_in_a_line(each.place.before)}{_falls(found, each)}"
        for each in found.sentences
    }


def _in_a_line(text: str) -> str:
    return " ".join(text.split())


def _falls(found: WordInPlan, each: SentenceAt) -> str:
    is_agreed = found.is_agreed and each.section is Section.G
    return f" {AGREEMENT_FALLS}" if is_agreed else ""


def _replace_page(actor: Actor, found: WordInPlan) -> FormPage:
    title = f"Write “{found.plain}” in place of “{found.word}”"
    desk = at_version(actor, "plan_desk", found.version.ref)
    is_in_health = any(each.section is Section.G for each in found.sentences)
    closed = "" if found.version.state is VersionState.WRITING else NOT_WRITTEN
    return FormPage(
        title=title,
        submit="Write the ticked sentences",
        crumbs=version_crumbs(actor, found.head, found.version, Crumb("Write", desk), Crumb(title)),
        after=f"{desk}#words",
        done="The ticked sentences are written. Read their rows once more.",
        intro=TICK,
        warning=AGREE_AGAIN if found.is_agreed and is_in_health else "",
        closed=closed or ("" if found.sentences else operations.GONE),
    )
