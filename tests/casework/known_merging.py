"""Two cases of one child that were made one, for the tests' world."""

from datetime import datetime

from alongside.casework.models import CaseMerge
from alongside.casework.operations.merging import MergeOrder, merge_cases
from alongside.casework.registering import NewChild, make_case
from alongside.casework.rules.children import ChildFacts
from alongside.people.models import Post
from tests.filling import Filled
from tests.world import Side


def furnish(side: Side, at: datetime, *, post: Post) -> None:
    head = side.actor("head_of_send")
    facts = ChildFacts(
        given_names="Mia",
        family_name="Testly",
        born_on=at.date().replace(year=at.year - 7, day=1),
        sex="F",
    )
    kept, gone = (
        make_case(head, at, NewChild(facts=facts, post_ref=post.ref, is_somebody_else=True))
        for _ in range(2)
    )
    merge_cases(
        actor=head,
        at=at,
        order=MergeOrder(
            kept_ref=kept.ref,
            merged_ref=gone.ref,
            kept_version=kept.version,
            merged_version=gone.version,
            why="The family says so.",
        ),
    )


def merged(side: Side) -> Filled:
    found = side.first(CaseMerge)
    return {"ref": found.kept.ref, "merge": found.ref}


ADDRESSES = {"casework:part": merged}
