"""Loads a large format library when it is first needed, so that a web process starts fast and
small.
"""

from importlib import import_module
from typing import Any, Literal


def library(name: Literal["icalendar", "xlsxwriter", "fhir.resources.R4B"]) -> Any:
    """Only for the libraries named here; everything else is imported at the top of its module."""
    return import_module(name)
