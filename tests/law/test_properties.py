"""What holds for every case: replay, later events, exceptions, absences, totality."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.dates import Period
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import longest_within, union
from alongside.law.counting import CountFrom
from alongside.law.events import Event
from alongside.law.from_json import answer
from alongside.law.schedule import duties
from alongside.law.states import Standing, state
from alongside.law.words import for_families, for_officers
from tests.law.making import CALENDAR, RULES, SIGNED

FIRST = date(2023, 1, 2)
PLAIN = sorted(code for code, kind in RULES.kinds.items() if not kind.needs)
COMMON = [
    "request_received", "decided_to_assess", "decided_not_to_assess", "advice_request_received",
    "advice_returned", "decided_to_issue", "draft_served", "final_plan_sent", "review_held",
    "review_decided_amend", "amendment_notice_sent", "amended_plan_sent", "mediation_certificate_issued",
    "move_became_known", "moved_away", "plan_transferred_in", "order_to_assess",
]  # fmt: skip


@st.composite
def cases(draw, kinds=None):
    chosen = draw(st.lists(kinds or st.sampled_from(COMMON) | st.sampled_from(PLAIN), max_size=10))
    return [
        Event(
            id=f"e{number}",
            kind=kind,
            on=FIRST + timedelta(days=draw(st.integers(0, 900))),
            body=f"body {number}" if kind == "advice_request_received" else "",
            process=draw(st.sampled_from(["", "", "", "A"])),
        )
        for number, kind in enumerate(chosen)
    ]


def found_in(events, rules=RULES):
    """The duties, or None where the events are refused."""
    try:
        return duties(events, rules, CALENDAR)
    except Refusal:
        return None


@settings(max_examples=80, deadline=None)
@given(cases(), st.integers(0, 900))
def test_later_events_never_move_earlier_due_dates(events, cut):
    until = FIRST + timedelta(days=cut)
    earlier = found_in([each for each in events if each.on <= until])
    later = found_in(events)
    if earlier is None or later is None:
        return
    now = {each.key: each.due_on for each in later}
    assert {each.key: now.get(each.key) for each in earlier} == {
        each.key: each.due_on for each in earlier
    }


@settings(max_examples=60, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_replay_in_any_order_gives_the_same_answer(events, random: Random):
    first = found_in(events)
    random.shuffle(events)
    assert found_in(events) == first


@settings(max_examples=60, deadline=None)
@given(cases(), st.sampled_from(sorted(RULES.grounds)), st.integers(0, 900), st.integers(1, 60))
def test_an_exception_keeps_every_date_and_every_lateness(events, ground, begins, lasts):
    on = FIRST + timedelta(days=begins)
    claimed = Event(
        id="x", kind="exception_relied_on", on=on, until=on + timedelta(days=lasts), ground=ground, **SIGNED
    )  # fmt: skip
    without, with_it = found_in(events), found_in([*events, claimed])
    if without is None:
        return
    today = FIRST + timedelta(days=950)
    assert [(d.key, d.due_on, state(d, today)) for d in with_it] == [
        (d.key, d.due_on, state(d, today)) for d in without
    ]
    for duty in with_it:
        assert {each.ground for each in duty.relies_on} <= set(duty.provision.grounds)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_the_cautious_policy_is_never_later_and_at_most_a_day_earlier(events):
    plain = found_in(events)
    cautious = found_in(events, RULES.counted_from(CountFrom.SAME_DAY))
    if plain is None:
        return
    by_key = {each.key: each for each in cautious}
    for each in plain:
        if each.due_on is None or each.provision.tribunal_time:
            continue
        assert (each.due_on - by_key[each.key].due_on).days in (0, 1)
        if each.provision.or_later is None:
            assert by_key[each.key].due_on == each.cautious_on


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(-10, 1000))
def test_every_duty_stands_somehow_and_says_so(events, days):
    today = FIRST + timedelta(days=days)
    for duty in found_in(events) or ():
        now = state(duty, today)
        assert now.days >= 0
        assert now.days == 0 or now.standing not in (
            Standing.OPEN,
            Standing.DONE,
            Standing.DONE_ON_TIME,
        )
        assert duty.provision.family
        for words in (for_families(duty, today), for_officers(duty, today)):
            assert "None" not in words
            assert words.endswith(".")
            assert ".." not in words


@settings(max_examples=80, deadline=None)
@given(cases(), st.integers(0, 900), st.integers(1, 400))
def test_what_was_once_late_never_becomes_on_time(events, days, more):
    """It is late still, was done late, or fell away and says how late it was."""
    day = FIRST + timedelta(days=days)
    for duty in found_in(events) or ():
        if duty.provision.conditional or state(duty, day).standing is not Standing.LATE:
            continue
        later = state(duty, day + timedelta(days=more))
        assert later.is_late or later.standing is Standing.NO_LONGER_DUE
        assert later.days > 0


PERIODS = st.builds(
    lambda start, length: Period(
        FIRST + timedelta(days=start), FIRST + timedelta(days=start + length)
    ),
    st.integers(0, 120),
    st.integers(1, 40),
)


@given(st.lists(PERIODS, max_size=8), st.randoms(use_true_random=False))
def test_the_union_of_absences_is_free_of_order(periods, random: Random):
    joined = union(periods)
    shuffled = list(periods)
    random.shuffle(shuffled)
    assert union(shuffled) == joined
    assert union(joined) == joined
    days = {day for each in periods for day in days_of(each)}
    assert {day for each in joined for day in days_of(each)} == days
    assert sum(each.length for each in joined) == len(days)
    assert all(one.until < two.start for one, two in pairwise(joined))


@given(st.lists(PERIODS, max_size=6), PERIODS)
def test_the_longest_absence_is_the_longest_run_of_days(periods, within):
    away = {day for each in periods for day in days_of(each)} & set(days_of(within))
    longest = run = 0
    for day in days_of(within):
        run = run + 1 if day in away else 0
        longest = max(longest, run)
    assert longest_within(periods, within=within) == longest


def days_of(period):
    return [period.start + timedelta(days=n) for n in range(period.length)]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["2025-03-03", "2025-02-30", "03/03/25", *COMMON]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=6,
)  # fmt: skip
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "id": VALUES, "kind": st.sampled_from(PLAIN) | VALUES, "on": st.just("2024-02-29") | VALUES,
        "process": VALUES, "body": VALUES, "for": VALUES, "until": VALUES, "ground": VALUES, "corrects": VALUES,
    },
)  # fmt: skip
FILES = VALUES | st.fixed_dictionaries(
    {"today": st.just("2025-04-01") | VALUES, "events": st.lists(EVENTS, max_size=4) | VALUES},
    optional={"closures": VALUES, "count_from": VALUES},
)


@settings(max_examples=120, deadline=None)
@given(FILES)
def test_any_file_gives_an_answer_or_a_sentence(asked):
    with suppress(Refusal):
        found = answer(asked, rules=RULES, calendar=CALENDAR)
        assert set(found) == {"today", "duties", "remarks"}
