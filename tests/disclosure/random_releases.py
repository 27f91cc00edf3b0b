"""Sequences of releases of the same made-up children, each protected with those before it."""

from itertools import product
from random import Random

from alongside.disclosure.axes import Axis, Filter, Part, flat_axis, tree_axis
from alongside.disclosure.policy import POLICIES, Policy
from alongside.disclosure.tables import Layout, Table, table_from_leaves

CHOICES = (
    Policy(),
    Policy(),
    Policy(hide_to=7),
    Policy(hide_to=9),
    Policy(hide_from=0),
    Policy(hide_to=5, rounding_base=5),
    Policy(rounding_base=10),
    Policy(exempt_levels=("area",)),
    POLICIES["nhs"],
    POLICIES["nhs_community"],
    POLICIES["nhs_imaging"],
)


class World:
    """Children by place, need and sex, sparse or plenty."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        pick = self.random
        self.places: dict[str, str | None] = {"York": None}
        for locality in range(pick.randint(1, 3)):
            self.places[f"L{locality}"] = "York"
            for school in range(pick.randint(1, 4)):
                self.places[f"S{locality}{school}"] = f"L{locality}"
        self.needs = [f"N{number}" for number in range(pick.randint(2, 6))]
        self.sexes = ["girls", "boys", "unknown"][: pick.choice((2, 2, 3))]
        mean, empty = pick.choice((1, 2, 4, 10, 30)), pick.choice((0.0, 0.2, 0.5))
        self.schools = [code for code in self.places if code.startswith("S")]
        self.children = {
            key: 0 if pick.random() < empty else int(pick.expovariate(1 / mean))
            for key in product(self.schools, self.needs, self.sexes)
        }

    def table(self, number: int) -> Table:
        pick = self.random
        dimensions = ["place", "need", "sex"]
        pick.shuffle(dimensions)
        axes = [self._axis(name) for name in dimensions[: pick.choice((1, 2, 2))]]
        filters = tuple(
            self._filter(name) for name in dimensions[len(axes) :] if pick.random() < 0.5
        )
        layout = Layout(
            title=f"Release {number}",
            rows=axes[0],
            columns=axes[1] if len(axes) > 1 else None,
            filters=filters,
        )
        rows = [layout.rows.codes[at] for at in layout.rows.leaves]
        columns = (
            [layout.columns.codes[at] for at in layout.columns.leaves] if layout.columns else [""]
        )
        return table_from_leaves(
            layout, [[self._count(layout, row, column) for column in columns] for row in rows]
        )

    def _axis(self, name: str) -> Axis:
        pick = self.random
        if name != "place":
            codes = self.needs if name == "need" else self.sexes
            return flat_axis(name, codes, total=pick.choice(("Total", "Total", "Total", None)))
        if pick.random() < 0.3:
            codes = {code: up for code, up in self.places.items() if not code.startswith("S")}
            return tree_axis("place", codes, levels={"York": "area"})
        if pick.random() < 0.2:
            inside = [code for code in self.schools if self.places[code] == "L0"]
            parts = [Part(code="L0"), *(Part(code=code, parent="L0") for code in inside)]
            return Axis(dimension="place", parts=tuple(parts), is_complete=False)
        return tree_axis("place", self.places, levels={"York": "area"})

    def _filter(self, name: str) -> Filter:
        codes = {"place": self.schools, "need": self.needs, "sex": self.sexes}[name]
        size = self.random.randint(1, max(1, len(codes) - 1))
        links = [(code, up) for code, up in self.places.items() if up] if name == "place" else []
        chosen = sorted(self.random.sample(codes, size))
        return Filter(dimension=name, codes=tuple(chosen), parents=tuple(links))

    def _count(self, layout: Layout, row: str, column: str) -> int:
        wanted = {each.dimension: set(each.codes) for each in layout.filters}
        wanted[layout.rows.dimension] = {row}
        if layout.columns:
            wanted[layout.columns.dimension] = {column}
        return sum(count for key, count in self.children.items() if self._is_in(key, wanted))

    def _is_in(self, key: tuple[str, str, str], wanted: dict[str, set[str]]) -> bool:
        school, need, sex = key
        ok_place = "place" not in wanted or bool({school, self.places[school]} & wanted["place"])
        return ok_place and need in wanted.get("need", {need}) and sex in wanted.get("sex", {sex})
