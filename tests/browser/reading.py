"""A browser of each reader, kept for all pages that only are looked at."""

from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.looking import Watch
from tests.browser.server import Server
from tests.browser.signing_in import VIEWPORT, signed_in_state

REFUSALS = {
    "/york/no-such-page/": 404,
    "/calendar/nosuchlink.ics": 404,
    "/account/oidc/error/": 401,
}


@dataclass
class Reading:
    chromium: Browser
    server: Server
    watch: Watch = field(default_factory=Watch)
    contexts: dict[str, BrowserContext] = field(default_factory=dict)

    def open(self, email: str, address: str) -> Page:
        """The page, as this reader gets it; "" is a visitor."""
        if email not in self.contexts:
            self.contexts[email] = self._context(email)
        page = self.contexts[email].pages[0]
        self.watch.take()
        answer = page.goto(address)
        assert answer is not None
        expected = REFUSALS.get(address, 200)
        assert answer.status == expected, f"{address}: {answer.status}"
        return page

    def holds(self, faults: list[str], address: str) -> None:
        """Fails when something is wrong with the page, or when it complained."""
        found = faults + self.watch.take()
        assert not found, f"{address}\n" + "\n".join(found)

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()

    def _context(self, email: str) -> BrowserContext:
        state = signed_in_state(self.chromium, self.server, email) if email else None
        context = self.chromium.new_context(
            base_url=self.server.address,
            viewport=VIEWPORT,  # type: ignore[arg-type]
            storage_state=state,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        context.add_init_script(AXE_SCRIPT)
        self.watch.on(context.new_page())
        return context
