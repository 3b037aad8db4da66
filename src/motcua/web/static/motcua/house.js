// SPDX-License-Identifier: EUPL-1.2
// What makes every page quicker to the hand; nothing here is needed to use it.
// Single letters work only outside of fields, and not at all when the person switched them off.

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

/** Listen to plain keys: {key: function}. A function that returns false leaves the key to the browser. */
export function onKeys(keys, root = document) {
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const single = event.key.length === 1;
    if (single && (document.documentElement.dataset.keys === "off" || typing(event.target))) return;
    const act = keys[event.key];
    if (act && act(event) !== false) event.preventDefault();
  });
}

const unfolded = () => [...document.querySelectorAll('details[name="dau-trang"][open], .menu-fold[open]')];

let going = 0;
function go(event) {
  const asked = Date.now() - going < 1500;
  going = 0;
  const link = asked && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  if (!link) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  link.click();
}

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  if (plain && going && !typing(event.target) && /^[a-z]$/.test(event.key)) go(event);
}, true);

onKeys({
  g: () => { going = Date.now(); },
  "/": () => document.querySelector('[data-focus-key="/"]')?.focus(),
  "?": () => document.querySelector("[data-keys-page]")?.click(),
  Escape: () => {
    const open = unfolded().pop(); // the innermost
    if (!open) return false;
    open.open = false;
    open.querySelector("summary").focus();
  },
});

document.addEventListener("click", (event) => {
  for (const open of unfolded()) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A document shown within the page is marked while it has the keys: browsers mark only what is inside of it.
const frames = [...document.querySelectorAll("main iframe")];
const hold = () => frames.forEach((frame) => frame.classList.toggle("held", document.activeElement === frame));
if (frames.length) {
  window.addEventListener("blur", hold);
  window.addEventListener("focus", hold);
}

// Work on many: <form data-many> with boxes [data-one], one box [data-all] and words in [data-count].
for (const form of document.querySelectorAll("form[data-many]")) {
  const boxes = () => [...form.querySelectorAll("input[data-one]")];
  const tell = () => {
    const number = boxes().filter((box) => box.checked).length;
    for (const words of form.querySelectorAll("[data-count]")) words.textContent = number;
    const all = form.querySelector("input[data-all]");
    if (all) {
      all.checked = number > 0 && number === boxes().length;
      all.indeterminate = number > 0 && !all.checked;
    }
  };
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) for (const box of boxes()) box.checked = event.target.checked;
    tell();
  });
  tell();
}
