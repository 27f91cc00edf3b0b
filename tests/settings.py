"""The house's own settings, in a home of the tests' own. Loaded before anything else of the house."""

import os
import tempfile
from pathlib import Path

from tests import postgres

home = Path(tempfile.mkdtemp(prefix="alongside-test-"))
(home / "static").mkdir()
os.environ["ALONGSIDE_HOME"] = str(home)
os.environ["ALONGSIDE_MODE"] = "test"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "1"  # Playwright's loop runs in the same thread as the ORM
)
if os.environ.get("TEST_ENGINE") == "postgresql":
    os.environ["ALONGSIDE_DATABASE"] = postgres.start()

from alongside.config.settings import *  # noqa: E402, F403
