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

/* Forms in which something is typed that is not kept yet. */
const typed = new Set();

/* Ask before leaving a form with something typed in it. */
function guardForms() {
  for (const form of document.querySelectorAll("form[data-house-guard]")) {
    form.addEventListener("input", () => { typed.add(form); });
    form.addEventListener("submit", (event) => { if (!event.defaultPrevented) typed.delete(form); });
  }
  window.addEventListener("beforeunload", (event) => {
    if (typed.size) event.preventDefault();
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
const SIGNED_OUT = "Not saved: you are signed out. Leave this page open, and sign in again in another tab. It is then saved.";

/* A form that is sent as somebody types, two seconds after the last letter: data-house-save keeps it, and
   data-house-check only has it looked through. What stands beside it is then shown as it is now. What cannot be
   kept now is kept with the button, as without this file; the button leaves the page only once it is heard. */
function sendAsTyped() {
  const form = document.querySelector("form[data-house-save], form[data-house-check]");
  const beside = document.querySelector("[data-house-beside]");
  const said = document.querySelector("[data-house-saved]");
  if (!form || !beside || !said) return;
  const keeps = form.hasAttribute("data-house-save");
  const asks = { Accept: "text/html", [keeps ? "X-House-Save" : "X-House-Check"]: "1" };
  let waiting, changed = false, isHeard = false, sending = null;
  const send = async () => {
    const sent = new FormData(form);
    for (const box of form.querySelectorAll("input[type=file]")) sent.delete(box.name);
    changed = false;
    try {
      const answer = await fetch(location.href, { method: "POST", body: sent, headers: asks });
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = there.querySelector("[data-house-beside]");
      if (keeps) keepVersion(form, there);
      if (keeps && !now && !there.querySelector("[data-house-why]")) return await signedOut();
      if (!answer.ok || !now) throw new Error(why(there));
      if (beside.innerHTML !== now.innerHTML) beside.innerHTML = now.innerHTML;
      if (keeps && !changed) typed.delete(form);
      said.textContent = keeps ? "Saved." : there.querySelector("[data-house-saved]").textContent;
    } catch (fault) {
      const isLost = fault instanceof TypeError;
      said.textContent = keeps ? (isLost ? LOST : fault.message) : "";
      if (keeps && isLost) { later(5000); return false; }
    }
    if (changed) later();
    return true;
  };
  /* The answer was another page: the way in, or a page that says that this one is too old. */
  const signedOut = async () => {
    const isFresh = await freshToken(form);
    said.textContent = isFresh ? "" : SIGNED_OUT;
    later(isFresh ? 0 : 10000);
    return false;
  };
  const why = (there) => {
    const told = there.querySelector("[data-house-why]");
    const button = form.querySelector("button[type=submit]").textContent.trim();
    return told ? `Not saved: ${told.textContent.trim()}` : `Not saved yet. Press “${button}” to see why.`;
  };
  const now = () => { sending ||= send().finally(() => { sending = null; }); return sending; };
  const later = (pause = 2000) => { clearTimeout(waiting); waiting = setTimeout(now, pause); };
  form.addEventListener("input", () => { changed = true; if (keeps) said.textContent = ""; later(); });
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (!keeps || isHeard || event.submitter?.name) return;
    event.preventDefault();
    if (sending) await sending;
    isHeard = await now();
    if (isHeard) { clearTimeout(waiting); form.requestSubmit(event.submitter); }
  });
}

/* Whoever signed in again in another tab has another token. */
async function freshToken(form) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  const there = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = there.querySelector("form[data-house-save] input[name=csrfmiddlewaretoken]");
  if (now) form.querySelector("input[name=csrfmiddlewaretoken]").value = now.value;
  return Boolean(now);
}

/* What was just kept, so that the next save does not find its own change. */
function keepVersion(form, there) {
  const kept = "input[type=hidden][name=expected_version], input[type=hidden][name^=kept-]";
  const now = there.querySelector("form[data-house-save]");
  for (const each of now ? now.querySelectorAll(kept) : []) {
    let box = form.querySelector(`input[name="${each.name}"]`);
    if (!box) {
      box = Object.assign(document.createElement("input"), { type: "hidden", name: each.name });
      form.append(box);
    }
    box.value = each.value;
  }
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
