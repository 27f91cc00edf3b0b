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

const LOST = "Not saved: the connection is lost. Leave this page open. It is saved once the connection is back.";

/* A form that is sent as somebody types, two seconds after the last letter: data-house-save keeps it, and
   data-house-check only has it looked through. What stands beside it is then shown as it is now. What cannot be
   kept now is kept with the button, as without this file. */
function sendAsTyped() {
  const form = document.querySelector("form[data-house-save], form[data-house-check]");
  const beside = document.querySelector("[data-house-beside]");
  const said = document.querySelector("[data-house-saved]");
  if (!form || !beside || !said) return;
  const keeps = form.hasAttribute("data-house-save");
  const asks = { Accept: "text/html", [keeps ? "X-House-Save" : "X-House-Check"]: "1" };
  let waiting, changed = false;
  const send = async () => {
    const sent = new FormData(form);
    for (const box of form.querySelectorAll("input[type=file]")) sent.delete(box.name);
    changed = false;
    try {
      const answer = await fetch(location.href, { method: "POST", body: sent, headers: asks });
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = there.querySelector("[data-house-beside]");
      if (!answer.ok || !now) throw new Error("not kept");
      if (beside.innerHTML !== now.innerHTML) beside.innerHTML = now.innerHTML;
      if (keeps) keepVersion(form, there);
      said.textContent = keeps ? "Saved." : there.querySelector("[data-house-saved]").textContent;
    } catch (fault) {
      const isLost = fault instanceof TypeError;
      said.textContent = keeps ? (isLost ? LOST : "Not saved yet. Press “Save” to see why.") : "";
      if (keeps && isLost) later(5000);
    }
    if (changed) later();
  };
  const later = (pause = 2000) => { clearTimeout(waiting); waiting = setTimeout(send, pause); };
  form.addEventListener("input", () => { changed = true; if (keeps) said.textContent = ""; later(); });
  form.addEventListener("submit", () => clearTimeout(waiting));
}

/* The version that was just kept, so that the next save does not find its own change. */
function keepVersion(form, there) {
  const now = there.querySelector("form[data-house-save] input[name=expected_version]");
  let box = form.querySelector("input[name=expected_version]");
  if (!now) return;
  if (!box) {
    box = Object.assign(document.createElement("input"), { type: "hidden", name: now.name });
    form.append(box);
  }
  box.value = now.value;
}

tuneScrolling();
followWork();
sendAsTyped();
window.addEventListener("resize", tuneScrolling, { passive: true });
guardForms();
addPrintButtons();

import(here.dataset.components).then((components) => components.initAll()).catch(() => {
  document.body.classList.remove("govuk-frontend-supported");
});
