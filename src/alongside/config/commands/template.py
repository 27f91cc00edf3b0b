"""alongside template: the forms of EHC plans, shipped and an area's own."""

from pathlib import Path

import click

from alongside.casework.plans.templates import read_template, shipped_templates
from alongside.casework.rules.plans.templates import PlanTemplate


@click.group("template")
def command() -> None:
    """The forms of EHC plans: an area's own headings and order, with the law's sections in them.

    No installation is needed. Put a form of your own into the folder plan_templates of ALONGSIDE_HOME and
    start Alongside again; the next version that is begun has it.
    """


@command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(*, file: Path) -> None:
    """Say whether FILE is a form that can be used. Each section from A to K has to stand by itself in it."""
    found = read_template(file)
    click.echo(f"{file.name} can be used: {found.name}, {found.title}.")
    _show(found)


@command.command("list")
def list_templates() -> None:
    """Print the forms that are shipped, with their parts and sections."""
    for each in shipped_templates():
        click.echo(f"{each.name}: {each.title}, for {each.area or 'any area'}")
        _show(each)


def _show(template: PlanTemplate) -> None:
    for part in template.parts:
        if part.title:
            click.echo(f"  {part.title}")
        for heading in part.sections:
            click.echo(f"    {heading.section.value:<3}{heading.title}")
