"""Where it is: the page of a case as its family sees it. Lateness is worked out from the law's own rows;
no setting and no choice of an officer takes part in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.families.words import APPEALS, CAN_DO, CHECK_LAW, NEXT, STAGES
from alongside.casework.pages.family.parts import (
    AreaWords,
    Told,
    area_words,
    doors,
    told_messages,
)
from alongside.casework.pages.family.ways import Ways, ways_of
from alongside.casework.queries.families import family_page
from alongside.casework.queries.family_values import FamilyEvent, FamilyPage, PaperView
from alongside.casework.queries.values import DutyView, PostView
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.family_codes import Reach
from alongside.casework.words import ADVICE_BODIES
from alongside.law.duty import Duty
from alongside.law.provisions import PARTIES, Force
from alongside.law.states import Standing
from alongside.law.words import days_in_words, for_families
from alongside.web import clock, offers
from alongside.web.components import Crumb, Door, FileRow, RecordedItem, TimelineEntry
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

SUBJECT, FAMILY = "casework.case", "casework.family"
MOST_TURNS = 4
SIMPLE = "{title} of {on}: read it in simple text, and tell us which words you do not understand"
UNTOLD = {
    False: (
        "The council decided on {day}. You are not told yet: its letter to you has not gone out. "
        "Until it does, the time that the law gives the council still runs."
    ),
    True: (
        "The council finished a draft on {day}. It has not gone out to you yet. "
        "Your days to answer begin when you have it."
    ),
}
BECAUSE = {
    Reach.SEES.value: "{name} chose that you see this page.",
    Reach.ACTS.value: "{name} chose that you see this page and act.",
    Reach.REPRESENTS.value: "You represent {name} in what they cannot decide, as the council recorded.",
}


@dataclass(frozen=True, slots=True)
class Late:
    """``days`` is "Late by 1 day"; ``sentence`` says what is late, since when, and any ground."""

    days: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Lateness:
    """``owed`` is late to the family itself; ``others`` is late between others; ``before`` was done late."""

    owed: tuple[Late, ...]
    others: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """``coming``: sent, and the paper is still being made. ``plans`` lead to each EHC plan in simple text."""

    ready: tuple[FileRow, ...]
    coming: tuple[str, ...]
    plans: tuple[Door, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereShown:
    title: str
    caption: str
    crumbs: tuple[Crumb, ...]
    closed: str
    only_looks: str
    passes: str
    stage: str
    onward: str
    untold: tuple[str, ...]
    late: Lateness
    turns: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    rights: tuple[str, ...]
    since: str
    changes: tuple[str, ...]
    doors: tuple[Door, ...]
    messages: tuple[Told, ...]
    papers: Papers
    people: tuple[RecordedItem, ...]
    happened: tuple[TimelineEntry, ...]
    area: AreaWords
    looked: str
    news: str
    leave: str
    can_do: tuple[str, ...] = CAN_DO
    appeals: tuple[str, ...] = APPEALS
    check_law: str = CHECK_LAW


@page("GET", needs=perms.FAMILY)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    one = family_page(request.actor, case_ref=ref, at=clock.now())
    shown = _shown(one, ways_of(request, ref), clock.today())
    if not one.why_closed:
        beside = offers.beside(request.actor, FAMILY, ref, clock.today())
        shown = replace(shown, doors=(*shown.doors, *(d for each in beside for d in each.doors)))
    response = render_page(request, "casework/family/where.html", {"page": shown})
    return as_look(response, subject=SUBJECT, ref=ref, reason="The family’s page")


def _shown(one: FamilyPage, ways: Ways, today: date) -> WhereShown:
    return WhereShown(
        title="Where things are" if one.is_young_person else f"{one.name}: where things are",
        caption="Your own page" if one.is_young_person else "For your family",
        crumbs=(),
        closed=one.why_closed,
        only_looks=one.only_looks,
        passes=_passes(one, today),
        stage=STAGES[one.stage],
        onward=NEXT[one.stage],
        untold=tuple(UNTOLD[is_draft].format(day=day(on)) for on, is_draft in one.untold),
        late=_lateness(one, today),
        turns=tuple(_turns(one, today)),
        needs=tuple(_needs(one, today)),
        rights=tuple(_right(each.duty, today) for each in one.duties if _is_right(each)),
        since=_since(one),
        changes=_changes(one),
        doors=doors(one, ways),
        messages=told_messages(one.messages, ways, today),
        papers=_papers(one, ways),
        people=_people(one),
        happened=tuple(
            TimelineEntry(_plain(each.means), each.on, body=_written_down(each))
            for each in one.events
        ),
        area=area_words(one.settings),
        looked=ways.to("looked") if not one.why_closed else "",
        news=_news(one, ways),
        leave=ways.to("leave") if ways.by_link else "",
    )


def _changes(one: FamilyPage) -> tuple[str, ...]:
    return tuple(f"{day(each.on)}: {_plain(each.means)}" for each in one.events if each.is_new)


def _lateness(one: FamilyPage, today: date) -> Lateness:
    late = [each for each in one.duties if each.state.standing is Standing.LATE and _asked(each)]
    return Lateness(
        owed=tuple(_late(each, one, today) for each in late if _is_owed(each)),
        others=tuple(_late(each, one, today).sentence for each in late if not _is_owed(each)),
        before=tuple(_late_before(one.duties, today)),
    )


def _papers(one: FamilyPage, ways: Ways) -> Papers:
    return Papers(
        ready=tuple(
            FileRow(each.title, ways.to("file", each.ref), each.kind, added=_when(each))
            for each in one.papers
            if each.has_file
        ),
        coming=tuple(
            f"{each.title}, {_when(each)}"
            if each.withdrawn_on
            else f"{each.title}, {day(each.on)}: its paper is still being made."
            for each in one.papers
            if not each.has_file
        ),
        plans=tuple(
            Door(SIMPLE.format(title=each.title, on=day(each.on)), ways.to("plan", each.ref))
            for each in one.papers
            if each.is_plan
        ),
    )


def _when(each: PaperView) -> str:
    if each.withdrawn_on is None:
        return day(each.on)
    return f"{day(each.on)}. The council withdrew it on {day(each.withdrawn_on)}: {each.why}"


def _asked(each: DutyView) -> bool:
    rule = each.duty.provision
    return rule.force is Force.DUTY and not rule.conditional


def _is_owed(each: DutyView) -> bool:
    """To the family itself."""
    return each.duty.provision.to == "family"


def _late(each: DutyView, one: FamilyPage, today: date) -> Late:
    words = for_families(each.duty, today)
    who = _body(each.duty, one)
    days = f"Late by {days_in_words(each.state.days)}"
    return Late(days, f"{who}: {words}" if who else words)


def _late_before(found: Sequence[DutyView], today: date) -> Iterator[str]:
    """Done late to the family itself; or late when it fell away, whoever it was owed to."""
    for each in found:
        was_done = each.state.standing is Standing.DONE_LATE and _is_owed(each)
        was_missed = each.state.standing is Standing.NO_LONGER_DUE and each.state.days > 0
        if _asked(each) and (was_done or was_missed):
            yield for_families(each.duty, today)


def _body(duty: Duty, one: FamilyPage) -> str:
    """Who was asked. A school’s name is told to nobody who must not know places."""
    if duty.body in set(AdviceBody):
        return ADVICE_BODIES[AdviceBody(duty.body)]
    return "" if one.is_restricted else duty.body


def _turns(one: FamilyPage, today: date) -> Iterator[tuple[str, str]]:
    """Whose turn it is, and what they have to do by when: the next few with a day."""
    waiting = [
        each
        for each in one.duties
        if each.state.standing in (Standing.DUE, Standing.LATE)
        and (_asked(each) or _is_theirs(each))
        and each.duty.provision.family
        and not _is_right(each)
    ]
    waiting.sort(key=lambda each: (each.duty.due_on or date.max, not _is_owed(each)))
    for each in waiting[:MOST_TURNS]:
        party = "family" if _is_theirs(each) else each.duty.provision.who
        whose = _body(each.duty, one) or PARTIES[party][1]
        yield f"{whose[:1].upper()}{whose[1:]}", _turn(each, today)


def _turn(each: DutyView, today: date) -> str:
    """What is late to the family stands above with everything about it."""
    if each.state.standing is Standing.LATE and _is_owed(each) and each.duty.due_on:
        return f"{each.duty.provision.family} It was due on {day(each.duty.due_on)}, as said above."
    return for_families(each.duty, today)


def _needs(one: FamilyPage, today: date) -> Iterator[str]:
    for each in one.duties:
        is_open = each.state.standing is Standing.DUE and not _is_right(each)
        if _is_theirs(each) and is_open:
            yield for_families(each.duty, today)
    if one.asked_for_views:
        yield "We asked for your views. Tell us in your own way: in words, a picture or a recording."


def _right(duty: Duty, today: date) -> str:
    """Of several each says what it is about. Of two days of which the later counts none is said alone."""
    if duty.provision.or_later:
        return for_families(duty, today)
    since = f"{day(duty.started_on)}, when {_plain(duty.started_means)}"
    return f"{for_families(duty, today)} The time runs from {since}."


def _is_right(each: DutyView) -> bool:
    """Something that the family may do, and need not: mediation, an appeal."""
    rule = each.duty.provision
    is_open = each.state.standing is Standing.DUE
    return is_open and rule.who == "family" and rule.force is Force.RIGHT


def _is_theirs(each: DutyView) -> bool:
    """Something for the family to do, in time that has to be left to them."""
    rule = each.duty.provision
    return rule.who == "family" or (rule.force is Force.AT_LEAST and _is_owed(each))


def _since(one: FamilyPage) -> str:
    if one.last_visit is None:
        return "This is your first visit. From the next one on, what is new is said here."
    when = instant(one.last_visit)
    if not any(each.is_new for each in one.events):
        return f"Nothing changed since your last visit on {when}."
    return f"New since your last visit on {when}:"


def _people(one: FamilyPage) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=each.holders or "Nobody holds this post today. The head of SEND answers for it.",
            body=_post(each),
        )
        for each in one.posts
    )


def _post(each: PostView) -> str:
    """Where somebody is called by their post alone, it is not said twice."""
    is_said = each.holders.casefold() in (each.post.casefold(), f"the {each.post.casefold()}")
    words = ("" if is_said else each.post, "while a colleague is away" if each.is_cover else "")
    return " – ".join(part for part in words if part)


def _passes(one: FamilyPage, today: date) -> str:
    """Said in the last year before it, and from then on."""
    passes_on = one.rights_pass_on
    if passes_on is None:
        return ""
    if one.rights_passed:
        whose = "yours" if one.is_young_person else f"{one.name}’s own"
        more = (
            " You choose who else sees this page and who acts for you."
            if one.is_young_person
            else f" {BECAUSE[one.reach].format(name=one.name)}"
        )
        return (
            f"Since {day(passes_on)} the rights are {whose}: compulsory school age has ended.{more}"
        )
    if (passes_on - today).days <= 365:
        whose = "you" if one.is_young_person else one.name
        return (
            f"On {day(passes_on)} the rights pass to {whose}, at the end of compulsory school age. "
            "From then on the young person chooses who sees this page."
        )
    return ""


def _news(one: FamilyPage, ways: Ways) -> str:
    """Whoever signs in chooses it with their messages; a young person by link has no address here."""
    return ways.to("news") if ways.by_link and not (one.is_young_person or one.why_closed) else ""


def _written_down(each: FamilyEvent) -> str:
    by = f" by {each.written_by}" if each.written_by else ""
    words = []
    if each.written_on is not None:
        words.append(f"Written down later, on {day(each.written_on)}{by}.")
    if each.counted_from is not None and each.corrected_on is not None:
        corrected, before = day(each.corrected_on), day(each.counted_from)
        words.append(f"Corrected on {corrected}. Until then the council counted from {before}.")
    return " ".join(words)


def _plain(means: str) -> str:
    """Families know the authority as the council."""
    return (
        means.replace("The authority", "The council")
        .replace("the authority", "the council")
        .replace("another authority", "another council")
    )
