// SPDX-License-Identifier: EUPL-1.2
// Doubts from the keyboard; the cursor goes to the row that a button just added. Nothing here is needed.

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const silent = () => document.documentElement.dataset.keys === "off";

const cards = () => [...document.querySelectorAll("[data-doubt]")];
const current = () => document.activeElement?.closest("[data-doubt]") ?? null;

function go(step) {
  const all = cards();
  const here = all.indexOf(current());
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + step, 0), all.length - 1)];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function within(selector, act) {
  const part = (current() ?? cards()[0])?.querySelector(selector);
  if (!part) return false;
  act(part);
  return true;
}

if (cards().length) {
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    n: () => within("[data-accept]", (part) => part.click()),
    u: () => within("[data-keep]", (part) => part.click()),
    s: () => within("[data-correct]", (part) => part.focus()),
    x: () => within("[data-reason]", (part) => part.focus()),
    Escape: () => {
      const card = current();
      if (!card || card === document.activeElement) return false;
      card.focus();
      return true;
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length === 1 && (silent() || typing(event.target))) return;
    if (keys[event.key]?.()) event.preventDefault();
  });
  // Enter in a field presses the button beside it.
  for (const field of document.querySelectorAll("[data-correct], [data-reason]")) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      field.closest(".doubt-line").querySelector("button").click();
    });
  }
  if (!document.querySelector("[autofocus]")) cards()[0].focus({ preventScroll: true });
}

document.querySelector("[data-focus] :is(input, textarea, select):not([type=hidden])")?.focus();
