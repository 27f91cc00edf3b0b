"""Nothing that was hidden is recovered from what was published."""

import os

from alongside.disclosure.axes import Filter, flat_axis
from alongside.disclosure.policy import Policy
from alongside.disclosure.protection import protect
from alongside.disclosure.safe import SafeTable
from alongside.disclosure.tables import Layout, Published, table_from_leaves
from alongside.kernel.refusals import Refusal
from tests.disclosure.attack import Attack
from tests.disclosure.random_releases import CHOICES, World

TABLES = int(os.environ.get("ATTACK_TABLES", "50"))
NEEDS = flat_axis("need", ["ASD", "SEMH", "PD", "HI"])
GIRLS = (Filter(dimension="sex", codes=("girls",)),)


def releases_of(seed: int, most: int) -> tuple[list[SafeTable], int]:
    """Safe tables of one made-up world, each made with those before; and how many were refused."""
    world = World(seed)
    policy, safe, refused = world.random.choice(CHOICES), [], 0
    for number in range(min(most, world.random.randint(1, 4))):
        try:
            safe.append(protect(world.table(number), policy, published=safe))
        except Refusal:
            refused += 1
    return safe, refused


def test_no_hidden_number_of_random_tables_is_recovered() -> None:
    made, refused, seed = 0, 0, 0
    while made < TABLES:
        safe, left_out = releases_of(seed, TABLES - made)
        assert Attack(safe, seed=seed).run() == [], f"world {seed}"
        made, refused, seed = made + len(safe), refused + left_out, seed + 1
    assert refused <= max(1, TABLES // 50)


def naive(counts: list[int], policy: Policy, filters: tuple[Filter, ...] = ()) -> Published:
    """Small numbers hidden and nothing else, as many spreadsheets do."""
    layout = Layout(title="Naive", rows=NEEDS, filters=filters)
    table = table_from_leaves(layout, [[count] for count in counts])
    shown = tuple((None if policy.hides(line[0]) else line[0],) for line in table.counts)
    return Published(layout=layout, policy=policy, shown=shown)


def test_the_attacker_subtracts_a_lone_hidden_number_from_the_total() -> None:
    found = Attack([naive([3, 9, 20, 30], Policy())]).run()
    assert {each.how for each in found} == {"subtraction", "linear program"}
    assert {(each.low, each.high) for each in found} == {(3, 3)}


def test_the_attacker_sees_that_two_hidden_numbers_leave_no_room() -> None:
    found = Attack([naive([1, 2, 20, 30], Policy())]).by_programs()
    assert [(each.low, each.high) for each in found] == [(1, 2), (1, 2)]


def test_the_attacker_subtracts_a_filtered_release() -> None:
    releases = [naive([10, 20, 30, 40], Policy()), naive([8, 20, 15, 20], Policy(), GIRLS)]
    found = Attack(releases).by_filters()
    assert {(each.how, each.low, each.high) for each in found} == {("filters", 2, 2)}


def test_the_attacker_needs_whole_numbers_for_some_tables() -> None:
    """With a + b = 8, b + c = 8, a + c + e = 9 and e + f = 3, e could be 1 to 2 but has to be odd."""
    policy = Policy(hide_to=1)
    axis = flat_axis("place", list("abcef"), total=None)
    layout = Layout(title="Parts", rows=axis)
    releases = [Published(layout=layout, policy=policy, shown=((None,),) * 5)]
    for codes, total in (("ab", 8), ("bc", 8), ("ace", 9), ("ef", 3)):
        layout = Layout(
            title="Sum",
            rows=flat_axis("year", ["now"], total=None),
            filters=(Filter(dimension="place", codes=tuple(codes)),),
        )
        releases.append(Published(layout=layout, policy=policy, shown=((total,),)))
    attack = Attack(releases)
    assert attack.by_subtraction() == []
    found = {each.cell: (each.how, each.low, each.high) for each in attack.by_programs()}
    assert found["0: e"] == ("integer program", 1, 1)
