"""Going through a page with the keyboard alone."""

from playwright.sync_api import Page


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, target: object) -> None:
    """Press Tab until the target has the focus; on the way, every stop must show that it is there."""
    for _ in range(200):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS), page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
        if target.evaluate("e => e === document.activeElement"):  # type: ignore[attr-defined]
            return
    raise AssertionError("The keyboard does not come there.")


FOCUS_SHOWS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return true;
  const box = e.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  const looks = [e, e.nextElementSibling, e.parentElement].filter(Boolean).map(
    each => [getComputedStyle(each), getComputedStyle(each, "::before")]).flat();
  const marked = looks.some(s =>
    (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 && !/transparent|rgba\\(0, 0, 0, 0\\)/.test(s.outlineColor))
    || s.boxShadow !== "none" || s.backgroundColor === "rgb(255, 214, 10)");
  return inside && marked;
}"""
