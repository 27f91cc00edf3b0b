"""The bench's own data: 100 areas × 60 actions × 24 months of statuses, and 500 people with accounts.

Rows are written in bulk, past the operations, because only reading is measured here. The counts are
asserted, so that a bench on half the data fails.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction

from alongside.access.models import Account, Grant
from alongside.people.models import (
    AreaPartner,
    LocalArea,
    Organisation,
    Person,
    Post,
    PostHolding,
)
from alongside.plan.models import (
    AccountablePartner,
    Lead,
    Line,
    MeasureOfSuccess,
    Statement,
    StatusEntry,
    Weakness,
)
from alongside.web import clock
from bench import board_data, casework_data, measures_data

AREAS = 100
WEAKNESSES = 4
OUTCOMES = 12
ACTIONS = 60
MONTHS = 24
PEOPLE = 500
PASSWORD = "only-for-the-bench"
READER = f"person{AREAS}@bench.example"  # the head of SEND of the first area
START = date(2023, 1, 1)
MADE_AT = datetime(2023, 1, 1, 9, tzinfo=UTC)
WALK = ("not_started", "started_delayed", "progressing_delayed", "on_track")
WORDS = (
    "Families can find out what support there is, who gives it and how long they will wait for it"
)


def load() -> None:
    """Everything but the cases in one transaction; raises AssertionError when a count is not as announced."""
    with transaction.atomic():
        areas = LocalArea.objects.bulk_create(
            LocalArea(slug=f"area{n}", name=f"Area {n}", short_name=f"Area {n}")
            for n in range(AREAS)
        )
        people = _people(areas)
        posts = _organisations(areas, people)
        _statements(areas, posts, people)
        board_data.load(areas, posts, at=clock.now())
        measures_data.load(areas, posts, at=clock.now())
    casework_data.load(areas[0], posts[areas[0].pk], at=clock.now())
    board_data.issue_one_pack(areas[0])
    _check_counts()


def _people(areas: list[LocalArea]) -> list[Person]:
    people = Person.objects.bulk_create(
        Person(name=f"Person {n}", email=f"person{n}@bench.example", registered_in=areas[n % AREAS])
        for n in range(PEOPLE)
    )
    password = make_password(PASSWORD)
    accounts = Account.objects.bulk_create(
        Account(person=p, email=p.email, password=password, created_at=MADE_AT) for p in people
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=a, email=a.email, verified=True, primary=True) for a in accounts
    )
    roles = ("chair", "head_of_send", "workstream_officer", "board_member", "data_analyst")
    Grant.objects.bulk_create(
        Grant(
            area=areas[n % AREAS],
            person=person,
            role=roles[n // AREAS],
            purpose="The bench",
            granted_from=MADE_AT,
        )
        for n, person in enumerate(people)
    )
    return list(people)


def _organisations(areas: list[LocalArea], people: list[Person]) -> dict[int, list[Post]]:
    councils = Organisation.objects.bulk_create(
        Organisation(name=f"Council {n}", kind="council") for n in range(AREAS)
    )
    boards = Organisation.objects.bulk_create(
        Organisation(name=f"Health board {n}", kind="health") for n in range(AREAS)
    )
    posts: dict[int, list[Post]] = {}
    for n, area in enumerate(areas):
        for organisation, partner in ((councils[n], "council"), (boards[n], "health")):
            AreaPartner(area=area, organisation=organisation, partner=partner).save(
                force_insert=True
            )
        posts[area.pk] = Post.objects.bulk_create(
            Post(area=area, organisation=(councils, boards)[k % 2][n], title=f"Lead {k}")
            for k in range(10)
        )
        PostHolding.objects.bulk_create(
            PostHolding(
                area=area, post=post, person=people[(n + AREAS * (k % 5)) % PEOPLE], held_from=START
            )
            for k, post in enumerate(posts[area.pk])
        )
    return posts


def _statements(areas: list[LocalArea], posts: dict[int, list[Post]], people: list[Person]) -> None:
    for n, area in enumerate(areas):
        statement = Statement(
            area=area,
            kind="written_statement_of_action",
            title=f"Action plan {n}",
            created_at=MADE_AT,
        )
        statement.save(force_insert=True)
        AccountablePartner.objects.bulk_create(
            AccountablePartner(area=area, statement=statement, partner=p)
            for p in ("council", "health")
        )
        lines = _lines(area, statement)
        Lead.objects.bulk_create(
            Lead(area=area, line=line, partner=("council", "health")[side], post=posts[area.pk][(k * 2 + side) % 10],
                 lead_from=START, assigned_at=MADE_AT)
            for k, line in enumerate(lines)
            for side in (0, 1)
        )  # fmt: skip
        StatusEntry.objects.bulk_create(
            _statuses(area, [line for line in lines if line.kind == "action"], people[n]),
            batch_size=2_000,
        )


def _lines(area: LocalArea, statement: Statement) -> list[Line]:
    weaknesses = Weakness.objects.bulk_create(
        Weakness(
            area=area, statement=statement, number=w + 1, title=f"Weakness {w + 1}", text=WORDS
        )
        for w in range(WEAKNESSES)
    )
    outcomes = Line.objects.bulk_create(
        Line(area=area, statement=statement, weakness=weaknesses[o % WEAKNESSES], kind="outcome",
             reference=f"{o % WEAKNESSES + 1}.{o // WEAKNESSES + 1}", order=o + 1, text=WORDS, created_at=MADE_AT)
        for o in range(OUTCOMES)
    )  # fmt: skip
    MeasureOfSuccess.objects.bulk_create(
        MeasureOfSuccess(area=area, line=o, reference=f"{o.reference}-k{k}", order=k, text=WORDS,
                         kind="quantified", target_value=90, unit="percent", comparator="at_least")
        for o in outcomes
        for k in (1, 2)
    )  # fmt: skip
    actions = Line.objects.bulk_create(
        Line(area=area, statement=statement, weakness=outcomes[a % OUTCOMES].weakness, parent=outcomes[a % OUTCOMES],
             kind="action", reference=f"{outcomes[a % OUTCOMES].reference}-a{a // OUTCOMES + 1}", order=a + 1,
             text=WORDS, start_on=START, start_precision="day", end_on=START + timedelta(days=400 + 10 * a),
             end_precision="day", created_at=MADE_AT)
        for a in range(ACTIONS)
    )  # fmt: skip
    return [*outcomes, *actions]


def _statuses(area: LocalArea, actions: list[Line], author: Person) -> Iterator[StatusEntry]:
    for a, action in enumerate(actions):
        for month in range(MONTHS):
            on = date(START.year + month // 12, month % 12 + 1, 28)
            yield StatusEntry(
                area=area,
                line=action,
                code=WALK[(a + month // 6) % len(WALK)],
                status_on=on,
                note="As reported to the board.",
                recorded_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC),
                recorded_by=author,
            )


def _check_counts() -> None:
    everywhere = "the bench counts what it loaded"
    found = {
        "areas": LocalArea.objects.count(),
        "people": Person.objects.count(),
        "actions": Line.objects.across_areas(reason=everywhere).filter(kind="action").count(),
        "statuses": StatusEntry.objects.across_areas(reason=everywhere).count(),
    }
    wanted = {
        "areas": AREAS,
        "people": PEOPLE,
        "actions": AREAS * ACTIONS,
        "statuses": AREAS * ACTIONS * MONTHS,
    }
    found |= board_data.counts() | measures_data.counts()
    wanted |= board_data.wanted(AREAS) | measures_data.wanted()
    assert found == wanted, f"Loaded {found}, wanted {wanted}"
