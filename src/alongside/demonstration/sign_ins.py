"""Who may sign in to the demonstration. Everybody knows the password: nothing real is kept here."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.access.roles import role_label
from alongside.demonstration import content


@dataclass(frozen=True, slots=True)
class SignIn:
    role: str
    email: str
    password: str
    area: str


def sign_ins() -> Sequence[SignIn]:
    """One for each role in York, then those of the second area, which sees nothing of York."""
    listed, places = content.read("sign_ins"), content.read("places")
    return tuple(
        SignIn(
            role=_role_words(each["role"], places[area]["name"], is_first=area == "york"),
            email=each["email"],
            password=listed["password"],
            area=places[area]["name"],
        )
        for area in ("york", "shire")
        for each in listed[area]
    )


def _role_words(role: str, area: str, *, is_first: bool) -> str:
    return role_label(role) if is_first else f"{role_label(role)}, {area}"
