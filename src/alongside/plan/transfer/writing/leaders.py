"""The printed lists of leaders: a post for each role, held by the person who was named. No one gets access.

Two people may have one name, so nobody is found by name alone: an existing holder is taken only in the very
post, of the very organisation. Initials are kept as a label.
"""

from typing import Any

from alongside.people.models import Organisation, Post, PostHolding
from alongside.people.operations import appoint, create_post, register_person
from alongside.people.queries import holders_of, posts_of
from alongside.plan.models import PrintedLeader, QuestionCandidate, SourceDocument
from alongside.plan.rules.codes import LeaderList
from alongside.plan.transfer.formats import LEADER, SIGNATORY
from alongside.plan.transfer.records import columns_of
from alongside.plan.transfer.scale import folded
from alongside.plan.transfer.schema import Document, Object
from alongside.plan.transfer.writing.context import Writing
from alongside.plan.transfer.writing.organisations import Organisations
from alongside.web.clock import london_day

LISTS: tuple[tuple[str, LeaderList, Object], ...] = (
    ("strategic_leaders", LeaderList.STRATEGIC, LEADER),
    ("operational_leaders", LeaderList.OPERATIONAL, LEADER),
    ("signatories", LeaderList.SIGNATORY, SIGNATORY),
)
NO_ROLE = "Role not published"
_WHO = ("name", "organisation", "role")
_SHIFT = 10_000


def write_leaders(
    writing: Writing, source: SourceDocument, organisations: Organisations, document: Document
) -> None:
    posts = _Posts(writing, organisations)
    for name, listed_in, node in LISTS:
        wanted = [columns_of(node, each) for each in document.get(name, [])]
        _write_list(writing, source, posts, listed_in, wanted)


def _write_list(
    writing: Writing,
    source: SourceDocument,
    posts: "_Posts",
    listed_in: LeaderList,
    wanted: list[dict[str, Any]],
) -> None:
    held = list(
        PrintedLeader.objects.in_area(writing.area_id)
        .filter(statement=writing.statement, listed_in=listed_in)
        .order_by("order")
    )
    if wanted and [{c: getattr(x, c) for c in wanted[0]} for x in held] == wanted:
        return
    matched = [_take(held, columns) for columns in wanted]
    _clear_places(held, matched)
    for order, (columns, match) in enumerate(zip(wanted, matched, strict=True), start=1):
        leader = match or PrintedLeader(
            area_id=writing.area_id, statement=writing.statement, listed_in=listed_in.value
        )
        leader.source, leader.order = source, order
        for column, value in columns.items():
            setattr(leader, column, value)
        if listed_in is not LeaderList.SIGNATORY and leader.post_id is None:
            leader.post, leader.holding = posts.place(leader)
        leader.save()
        writing.step()


def _take(held: list[PrintedLeader], columns: dict[str, Any]) -> PrintedLeader | None:
    """The row of the list that is about the same person in the same role, whatever its place."""
    who = [columns.get(name, "") for name in _WHO]
    for leader in held:
        if [getattr(leader, name) for name in _WHO] == who:
            held.remove(leader)
            return leader
    return None


def _clear_places(left: list[PrintedLeader], matched: list[PrintedLeader | None]) -> None:
    """Rows that are no longer printed go; their posts and holders are people's records and stay."""
    for leader in left:
        candidates = QuestionCandidate.objects.in_area(leader.area_id).filter(leader=leader)
        candidates.update(leader=None)
        leader.delete()
    for kept in filter(None, matched):
        kept.order += _SHIFT
        kept.save(update_fields=["order"])


class _Posts:
    """Posts of the area, so that one that is there already is taken and none is taken twice."""

    def __init__(self, writing: Writing, organisations: Organisations) -> None:
        self._writing = writing
        self._organisations = organisations
        taken = PrintedLeader.objects.in_area(writing.area_id).filter(
            statement=writing.statement, post__isnull=False
        )
        self._taken = set(taken.values_list("post_id", flat=True))
        self._free: dict[tuple[int, str], list[Post]] = {}
        for post in posts_of(writing.actor).filter(closed_on=None):
            self._free.setdefault((post.organisation_id, folded(post.title)), []).append(post)

    def place(self, leader: PrintedLeader) -> tuple[Post, PostHolding | None]:
        """The leader's post, and the appointment when the post is held by who was named."""
        title = leader.role or NO_ROLE
        organisation = (
            self._organisations.made(leader.organisation)
            if leader.organisation
            else self._organisations.unpublished(title)
        )
        post = self._existing(organisation, title)
        if post is not None:
            return post, self._holding(post, leader)
        made = create_post(
            actor=self._writing.actor,
            at=self._writing.at,
            organisation=organisation,
            title=title,
        )
        self._taken.add(made.pk)
        return made, self._appoint(made, leader) if leader.name else None

    def _existing(self, organisation: Organisation, title: str) -> Post | None:
        for post in self._free.get((organisation.pk, folded(title)), ()):
            if post.pk not in self._taken:
                self._taken.add(post.pk)
                return post
        return None

    def _holding(self, post: Post, leader: PrintedLeader) -> PostHolding | None:
        holders = holders_of([post], london_day(self._writing.at)).get(post.pk, ())
        for holding in holders:
            if folded(holding.person.name) == folded(leader.name):
                return holding
        if leader.name and not holders:
            return self._appoint(post, leader)
        if leader.name:
            self._writing.notes.append(
                f"“{post.title}” is held by somebody else than the file names, so the appointment was "
                "left as it is."
            )
        return None

    def _appoint(self, post: Post, leader: PrintedLeader) -> PostHolding:
        actor, at = self._writing.actor, self._writing.at
        person = register_person(actor=actor, at=at, name=leader.name)
        return appoint(actor=actor, at=at, post=post, person=person, initials=leader.initials)
