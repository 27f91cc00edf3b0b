"""alongside measure: a measure of this installation, or a published figure, as figures for people
and programs.
"""

import json
from collections.abc import Iterator
from datetime import date

import click

from alongside.config.commands.measure_json import listed, shown_as_json
from alongside.config.commands.measure_text import text_lines
from alongside.config.installation import prepare
from alongside.config.operator import area_named, operator_in
from alongside.kernel.refusals import Refusal
from alongside.measures.published_codes import published_codes
from alongside.measures.published_list import held_codes, place_called
from alongside.measures.showing import Shown, measure_called, show_measure, show_published
from alongside.measures.words import period_words
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas, area_by_slug

AREA = "A local area’s short address, such as york, or an ONS code, such as E06000014."


@click.group("measure", help="See a measure, or a published figure of any area.")
def command() -> None:
    prepare()


@command.command("list")
@click.option("--area", default="", help=AREA)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show_all(*, area: str, as_json: bool) -> None:
    """List the measures of this installation and the published figures, with their codes."""
    areas = list(_local_areas(area)) if area else list(all_areas())
    place = place_called(_place_code(area)) if area else None
    told = listed([operator_in(each) for each in areas], held_codes(place))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for each in told["measures"]:
        click.echo(
            f"{each['area']}\t{each['code']}\t{each['title']}\t{each['latest'] or 'no figures'}"
        )
    for each in told["published"]:
        first, until = (date.fromisoformat(each[name]) for name in ("from", "until"))
        click.echo(f"published\t{each['code']}\t{each['title']}\t{period_words(first, until)}")
    if not told["measures"] and not told["published"]:
        click.echo(
            "There are no measures yet, and no published figures. See: alongside data import"
        )


@command.command("show")
@click.argument("code")
@click.option("--area", default="", help=f"{AREA} Not needed where there is one local area.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(*, code: str, area: str, as_json: bool) -> None:
    """Show CODE in every period: the figure, its base and interval, what stands beside it, its source.

    CODE is the code of a measure of the area, such as 2.1A, or of a published figure, such as
    plans_issued_within_20_weeks_including_exceptions; see them with: alongside measure list. Percentages
    have one decimal. Exit codes: 0 shown, 1 there is none.
    """  # fmt: skip
    shown = _shown(code, area)
    if as_json:
        click.echo(json.dumps(shown_as_json(shown), ensure_ascii=False, indent=1))
        return
    for line in text_lines(shown):
        click.echo(line)


def _shown(code: str, area: str) -> Shown:
    """The area's own measure where one has that code, else the published figure."""
    for here in _local_areas(area):
        measure = measure_called(operator_in(here), code)
        if measure is not None:
            return show_measure(measure)
    published = published_codes().get(code.casefold())
    if published is None:
        raise Refusal(f"There is no measure “{code}”. See: alongside measure list")
    return show_published(published, place_called(_place_code(area)))


def _local_areas(area: str) -> Iterator[LocalArea]:
    """The area that is meant by its short address or by its ONS code."""
    areas = all_areas()
    if not area:
        if len(areas) > 1:
            raise Refusal("There are several local areas. Say which one: --area york")
        yield from areas
        return
    here = area_by_slug(area)
    if here is not None:
        yield here
        return
    dfe_code = place_called(area).dfe_code
    yield from (each for each in areas if dfe_code and each.dfe_code == dfe_code)


def _place_code(area: str) -> str:
    """What names the area in published data: the DfE code of a local area, else what was typed."""
    if not area:
        areas = all_areas()
        if len(areas) != 1 or not areas[0].dfe_code:
            raise Refusal("Say which area is meant, such as: --area E06000014")
        return areas[0].dfe_code
    here = area_by_slug(area)
    if here is None:
        return area
    if not here.dfe_code:
        raise Refusal(
            f"{area_named(area).name} has no DfE code, so no published figures are known to be its own."
        )
    return here.dfe_code
