"""The one list of addresses that are open without a role in a local area.

Everything else is closed: a visitor is asked to sign in, and a signed-in person without a role in
the area finds nothing.
"""

ANYONE = (
    "/account/login/",
    "/account/logout/",
    "/account/password/reset/",
    "/account/inactive/",
    "/account/2fa/authenticate/",
    "/account/2fa/webauthn/login/",
    "/account/oidc/",
    "/asked/",
    "/calendar/",
    "/family/",
    "/api/",
    "/static/",
    "/healthy/",
    "/robots.txt",
    "/favicon.ico",
)
"""Open to every visitor. Each checks for itself what it must."""

SIGNED_IN = ("/account/",)
"""Open to anybody who is signed in, with or without a role."""

FRONT_DOOR = "/"


def is_open_to_anyone(path: str) -> bool:
    return path.startswith(ANYONE)


def is_open_to_signed_in(path: str) -> bool:
    return path == FRONT_DOOR or path.startswith(SIGNED_IN)
