"""When two records of one child become one, whoever is restricted in the one is restricted in the other.

Called inside the transaction of the merge, before anything moves. A parting takes none of it back.
"""

from itertools import product

from alongside.casework.models import Child, ChildAddress, Contact
from alongside.casework.rules.parting import KnownContact, may_be_one_person, stricter
from alongside.people.versions import apply


def keep_stricter(kept: Child, merged: Child) -> None:
    for one, other in product(kept.contacts.all(), merged.contacts.all()):
        if may_be_one_person(_known(one), _known(other)):
            _level_contacts(one, other)
    for mine, theirs in product(kept.addresses.all(), merged.addresses.all()):
        if _place(mine) == _place(theirs):
            _level_addresses(mine, theirs)


def _known(each: Contact) -> KnownContact:
    return KnownContact(name=each.name, relation=each.relation, email=each.email, phone=each.phone)


def _level_contacts(one: Contact, other: Contact) -> None:
    """Read anew: a third record may have made one of them stricter already."""
    for each in (one, other):
        each.refresh_from_db(fields=["restriction", "version"])
    both = stricter(one.restriction, other.restriction)
    for each in (one, other):
        if each.restriction != both:
            apply(each, {"restriction": both})


def _place(each: ChildAddress) -> str:
    return "".join(filter(str.isalnum, f"{each.address}{each.postcode}".lower()))


def _level_addresses(mine: ChildAddress, theirs: ChildAddress) -> None:
    both = stricter(mine.restriction, theirs.restriction)
    for each in (mine, theirs):
        each.restriction = both
        each.save(update_fields=["restriction"])
