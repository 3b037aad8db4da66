// SPDX-License-Identifier: EUPL-1.2
// Queues by keyboard, and work on many in small steps with its progress. Every page works without this file.

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
const silent = () => document.documentElement.dataset.keys === "off";
const plain = (event) =>
  !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !typing(event.target);

// ---- moving through the rows
const table = document.querySelector("[data-rows], [data-rows-box] table");
const rows = table ? [...table.tBodies[0].rows] : [];
let at = rows.findIndex((row) => row.querySelector("[data-one]:checked"));

function stand(number) {
  if (number < 0 || number >= rows.length) return;
  if (at >= 0) rows[at].removeAttribute("aria-current");
  at = number;
  rows[at].setAttribute("aria-current", "true");
  rows[at].querySelector("a").focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "nearest" });
}

function pick() {
  const box = rows[Math.max(at, 0)]?.querySelector("[data-one]");
  if (!box) return;
  box.click();
  stand(Math.max(at, 0));
}

const MOVES = {
  j: () => stand(at + 1),
  ArrowDown: () => stand(at + 1),
  k: () => stand(at - 1),
  ArrowUp: () => stand(at - 1),
  x: pick,
};

function press(event) {
  const single = event.key.length === 1;
  if (!plain(event) || (single && silent())) return;
  const button = single ? document.querySelector(`[data-key="${CSS.escape(event.key)}"]`) : null;
  const move = rows.length ? MOVES[event.key] : undefined;
  const link = { n: "next", p: "prev", ArrowRight: "next", ArrowLeft: "prev" }[event.key];
  const page = rows.length ? null : link && document.querySelector(`a[rel="${link}"]`);
  const act = move ?? (button && (() => button.click())) ?? (page && (() => page.click()));
  if (!act) return;
  event.preventDefault();
  act();
}
document.addEventListener("keydown", press);

// ---- the bar of acts follows the page only while something is selected
const bar = document.querySelector(".queue-form .toolbar");
const settle = () => bar?.classList.toggle("idle", !bar.closest("form").querySelector("[data-one]:checked"));
if (bar) {
  bar.closest("form").addEventListener("change", settle);
  settle();
}

// ---- one act on many, five at a time
const batch = document.querySelector("form[data-batch]");

async function send(form, codes) {
  const data = new FormData(form);
  data.delete("ma");
  for (const code of codes) data.append("ma", code);
  const answer = await fetch(form.action || location.href, { method: "POST", body: data, headers: { Accept: "application/json" } });
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(answer.status);
  return (await answer.json()).results;
}

async function perform(form) {
  const lines = new Map([...form.querySelectorAll("[data-item]")].map((line) => [line.dataset.item, line]));
  const open = [...form.querySelectorAll('input[name="ma"]')].filter((box) => box.type === "hidden" || box.checked).map((box) => box.value);
  const progress = form.querySelector("progress");
  progress.max = open.length;
  progress.hidden = false;
  for (let start = 0; start < open.length; start += 5) {
    for (const result of await send(form, open.slice(start, start + 5))) {
      const cell = lines.get(result.code)?.querySelector("[data-result]");
      if (cell) cell.className = result.done ? "item-done" : "item-refused";
      if (cell) cell.textContent = result.text;
    }
    progress.value = Math.min(start + 5, open.length);
  }
}

batch?.addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const button of batch.querySelectorAll("button")) button.disabled = true;
  try {
    await perform(batch);
  } finally {
    batch.submit(); // the whole list once more under the same key: what is done stays done, and the page of results comes
  }
});
