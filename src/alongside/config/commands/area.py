"""alongside area: making and listing local areas."""

import click

from alongside.config.installation import prepare
from alongside.config.operator import operator_anywhere
from alongside.people.operations.areas import create_area
from alongside.people.queries import all_areas
from alongside.web import clock


@click.group("area", help="Local areas: create and list.")
def command() -> None:
    prepare()


@command.command("create")
@click.argument("slug")
@click.option("--name", required=True, help="The area’s full name, such as City of York.")
@click.option("--short-name", default="", help="The name on every page, such as York.")
@click.option("--dfe-code", default="", help="The council’s three-digit DfE code, such as 816.")
@click.option(
    "--word-for-coproduction",
    default="co-production",
    show_default=True,
    help="What families here call it.",
)
def create(
    *, slug: str, name: str, short_name: str, dfe_code: str, word_for_coproduction: str
) -> None:
    """Make a local area. SLUG is its short name in addresses, such as york."""
    area = create_area(
        actor=operator_anywhere(),
        at=clock.now(),
        slug=slug,
        name=name,
        short_name=short_name,
        dfe_code=dfe_code,
        word_for_coproduction=word_for_coproduction,
    )
    click.echo(f"Made {area.name} at /{area.slug}/")


@command.command("list")
def show() -> None:
    """List the local areas of this installation."""
    areas = all_areas()
    for area in areas:
        click.echo(f"{area.slug}\t{area.name}\t{area.dfe_code}")
    if not areas:
        click.echo("There is no local area yet. Make one with: alongside area create")
