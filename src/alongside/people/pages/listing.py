"""The page value that the three lists of this room share."""

from dataclasses import dataclass

from alongside.people.forms import ListFilters
from alongside.web.addresses import Pagination
from alongside.web.components import Crumb, Tab, Table


@dataclass(frozen=True, slots=True)
class ListPage:
    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    add_address: str
    add_words: str
    filters: ListFilters | None = None
    clear_address: str = ""
    summary: str = ""
    pagination: Pagination | None = None
    more: tuple[Table, ...] = ()
