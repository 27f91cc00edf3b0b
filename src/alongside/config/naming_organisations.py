"""How a command names an organisation."""

from alongside.kernel.refusals import Refusal
from alongside.people.models import Organisation
from alongside.people.queries import organisation_by_code, organisations_named


def organisation_called(text: str) -> Organisation:
    """By one of its codes, or else by its whole name."""
    code = "".join(text.split()).upper()
    by_code = organisation_by_code(ods_code=code) or organisation_by_code(dfe_code=code)
    if by_code is not None:
        return by_code
    named = organisations_named(text)
    if len(named) != 1:
        why = "Several organisations are" if named else "No organisation is"
        raise Refusal(f"{why} called {text!r}. Give its ODS code or DfE code.")
    return named[0]
