"""The rest of the demonstration's caseload: brought over on one day with what had happened until then, and
kept here from that day on. ``alongside demo grow`` brings over more.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from alongside.casework.operations import bring_over_case
from alongside.casework.operations.bringing import EarlierCase
from alongside.casework.operations.children import ContactDetails
from alongside.casework.queries.queue import QueueChoice, queue
from alongside.casework.registering import NewChild
from alongside.demonstration import content, earlier_advice
from alongside.demonstration.cases import Do, new_event
from alongside.demonstration.schools import school_ref
from alongside.demonstration.shape import Invented, invented
from alongside.demonstration.stage import NotInContentError, Stage
from alongside.people import queries as people
from alongside.people.operations import appoint, create_post, register_person

CONTENT = "shape"


def happenings() -> Iterator[tuple[datetime, Do]]:
    """The posts with which the cases will be."""
    yield content.instant(content.read(CONTENT)["posts_filled"]), _fill_posts


def begin(*, at: datetime, progress: Callable[[int, int], None]) -> int:
    """The caseload that every demonstration begins with. Returns how many cases."""
    facts = content.read(CONTENT)
    return grow(at=at, count=facts["cases"], seed=facts["seed"], progress=progress)


def grow(
    *, at: datetime, count: int, seed: int | None, progress: Callable[[int, int], None]
) -> int:
    """Brings over about so many more, with everything that happened and what health advised until today.
    Returns how many.

    Without a seed it is the number of the next case, so that each time brings other children.
    """
    area = people.area_by_slug(content.read("places")["york"]["slug"])
    if area is None:
        raise NotInContentError("york")
    stage = Stage(area, "york")
    cases = list(invented(count, seed or _next_seed(stage, at), until=at.date()))
    made = []
    for number, case in enumerate(cases, start=1):
        earlier = _earlier(case, stage, number, at.date())
        made.append((bring_over_case(actor=stage.loader, at=at, earlier=earlier), case))
        progress(number, len(cases))
    earlier_advice.bring_over(stage, at, made)
    return len(cases)


def _next_seed(stage: Stage, at: datetime) -> int:
    return (
        10_000 + queue(stage.actor("head-of-send", at), today=at.date(), choice=QueueChoice()).total
    )


def _fill_posts(stage: Stage, at: datetime) -> None:
    """Two more coordinators, whose cases are brought over."""
    for facts in content.read(CONTENT)["posts"]:
        person = register_person(actor=stage.loader, at=at, name=facts["person"])
        post = create_post(
            actor=stage.loader,
            at=at,
            organisation=stage.post("EHC Coordinator").organisation,
            title=facts["post"],
        )
        appoint(actor=stage.loader, at=at, post=post, person=person, held_from=at.date())


def _earlier(case: Invented, stage: Stage, number: int, until: date) -> EarlierCase:
    """With one of the posts in turn, and what had happened before that day."""
    posts = _posts()
    child = NewChild(
        facts=case.child,
        post_ref=stage.post(posts[number % len(posts)]).ref,
        school_ref=school_ref(case.child.born_on, until),
        is_somebody_else=True,
    )
    return EarlierCase(
        child=child,
        contacts=tuple(
            ContactDetails(name=name, relation=relation, has_responsibility=True)
            for name, relation in zip(case.parents, ("mother", "father"), strict=False)
        ),
        events=tuple(new_event(kind, on, words) for on, kind, words in case.steps if on < until),
    )


def _posts() -> Sequence[str]:
    return [each["post"] for each in content.read(CONTENT)["posts"]]
