"""The forms of EHC plans: those that are shipped, and an area's own in the home of the installation.

An area puts its own forms as files into the folder ``plan_templates`` there. They are read when the
process starts.
"""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from alongside.casework.rules.plans.templates import PlanTemplate, template_of
from alongside.kernel.refusals import Refusal, Refusals

FOLDER = "plan_templates"


def read_template(file: Any) -> PlanTemplate:
    """Raises Refusal or Refusals, in sentences, for a file that is no form."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Refusal(f"The file cannot be read: {error}.") from None
    return template_of(told)


@cache
def shipped_templates() -> tuple[PlanTemplate, ...]:
    return _in_folder(files("alongside.casework").joinpath("data").joinpath(FOLDER))


@cache
def templates_in(home: Path) -> tuple[PlanTemplate, ...]:
    """What is shipped, and what is in the home. Raises Refusal with the name of a file that is no form."""
    own = home / FOLDER
    return (*shipped_templates(), *(_in_folder(own) if own.is_dir() else ()))


def _in_folder(folder: Any) -> tuple[PlanTemplate, ...]:
    found = sorted(folder.iterdir(), key=lambda file: str(file.name))
    return tuple(_named(file) for file in found if file.name.endswith(".toml"))


def _named(file: Any) -> PlanTemplate:
    try:
        return read_template(file)
    except (Refusal, Refusals) as refused:
        raise Refusal(f"The form {file.name} cannot be used. {refused}") from None
