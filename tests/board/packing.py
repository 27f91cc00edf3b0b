"""Issuing an edition with a small paper, for tests that do not look at what is on it."""

from datetime import UTC, datetime

from alongside.board import perms
from alongside.board.models import PackEdition
from alongside.board.operations.packs import issue_edition
from alongside.kernel.actor import Actor, system_actor

AT = datetime(2020, 7, 10, 9, 0, tzinfo=UTC)


SMALL_PAPER = b"""%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


def issued(edition: PackEdition, at: datetime = AT) -> PackEdition:
    """As the worker does it, with a small paper of this edition's own."""
    paper = SMALL_PAPER + f"\n%{edition.ref}".encode()
    return issue_edition(
        actor=maker(edition), at=at, edition_ref=edition.ref, paper=paper, page_count=1
    )


def maker(edition: PackEdition) -> Actor:
    return system_actor(
        name="pack maker",
        area_id=edition.area_id,
        area_slug=edition.area.slug,
        permissions={perms.VIEW, perms.PACKS, perms.RUN},
    )
