/* Conveniences only: every page works without this file. */

const here = document.querySelector("script[data-components]");

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}

/* A scrolling region needs a stop for the keyboard only while there is something to scroll. */
function tuneScrolling() {
  for (const region of document.querySelectorAll(".house-scroll")) {
    if (region.scrollWidth > region.clientWidth + 1) region.setAttribute("tabindex", "0");
    else region.removeAttribute("tabindex");
  }
}

/* Ask before leaving a form with something typed in it. */
function guardForms() {
  let changed = false;
  for (const form of document.querySelectorAll("form[data-house-guard]")) {
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
  }
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

function addPrintButtons() {
  for (const place of document.querySelectorAll("[data-house-print]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary house-no-print";
    button.textContent = place.dataset.housePrint || "Print this page";
    button.addEventListener("click", () => window.print());
    place.replaceChildren(button);
  }
}

/* Work in the background: ask again until it is over, then show the whole page as it is now. */
function followWork(asksLeft = 200) {
  const piece = document.querySelector("[data-house-follow]");
  if (!piece || !asksLeft) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(piece.dataset.houseFollow, { headers: { Accept: "text/html" } });
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = there.querySelector("[data-house-follow]");
      if (!answer.ok || !now) { location.replace(piece.dataset.houseFollow); return; }
      if (piece.innerHTML !== now.innerHTML) piece.innerHTML = now.innerHTML;
    } catch { /* No network for a moment: ask again. */ }
    followWork(asksLeft - 1);
  }, 1500);
}

tuneScrolling();
followWork();
window.addEventListener("resize", tuneScrolling, { passive: true });
guardForms();
addPrintButtons();

import(here.dataset.components).then((components) => components.initAll()).catch(() => {
  document.body.classList.remove("govuk-frontend-supported");
});
