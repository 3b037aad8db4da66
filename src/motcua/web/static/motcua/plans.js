// SPDX-License-Identifier: EUPL-1.2
// Confirming a plan from the keyboard. Everything here is a button or a link of the page; nothing here is needed.
import { onKeys } from "./house.js";

const form = document.querySelector("[data-task]");
const press = (selector) => {
  const part = document.querySelector(selector);
  if (!part) return false;
  part.click();
  return true;
};
const lead = form?.querySelector('[name="lead"]');

function choose(value) {
  if (!lead || ![...lead.options].some((one) => one.value === value)) return false;
  lead.value = value;
  for (const button of form.querySelectorAll("[data-pick]")) {
    button.setAttribute("aria-pressed", String(button.dataset.pick === value));
  }
  return true;
}

// The place in the source is in sight before anybody looks for it.
const hit = document.querySelector(".source [data-hit]");
const box = hit?.closest(".source");
if (box && box.scrollHeight > box.clientHeight) {
  box.scrollTop += hit.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
}
document.querySelector(".queue-of-tasks tr[aria-current]")?.setAttribute("data-here", "");

if (form) {
  const picks = form.querySelector("[data-picks]");
  if (picks) {
    picks.hidden = false;
    picks.addEventListener("click", (event) => {
      const button = event.target.closest("[data-pick]");
      if (button) choose(button.dataset.pick);
    });
    choose(lead.value);
  }
  const nth = (number) => () => {
    const button = form.querySelectorAll("[data-pick]")[number - 1];
    return button ? choose(button.dataset.pick) : false;
  };
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => { sent = false; });
  onKeys({
    n: () => press("[data-accept]"),
    b: () => press("[data-reject]"),
    j: () => press("[data-after]"),
    k: () => press("[data-before]"),
    t: () => press("[data-split]"),
    m: () => press("[data-merge]"),
    a: () => press("[data-add]"),
    z: () => press("[data-undo]"),
    s: () => { (form.querySelector("[data-doubt]") ?? form.querySelector("textarea")).focus(); return true; },
    1: nth(1),
    2: nth(2),
    3: nth(3),
    0: () => choose(""),
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      press("[data-accept]");
    } else if (event.key === "Escape" && event.target.matches("input, textarea, select")) {
      event.target.blur();
      form.querySelector("[data-accept]").focus({ preventScroll: true });
    }
  });
} else {
  onKeys({ z: () => press("[data-undo]"), a: () => press("[data-add]") });
}
