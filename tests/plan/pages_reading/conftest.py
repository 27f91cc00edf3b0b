"""The same people and place as for the pages that change things."""

from tests.plan.pages_changing.conftest import (  # noqa: F401
    chair,
    forum,
    june_2020,
    mail_to_memory,
    officer,
    sign_in,
)
