// SPDX-License-Identifier: EUPL-1.2
// Parts of a page that look again by themselves: [data-fresh] names their address, [data-every] the seconds between.
// Without scripts the page shows the figures of the moment it was opened, and says of which moment they are.

async function look(part) {
  if (document.hidden || part.contains(document.activeElement)) return; // nothing jumps under a finger or the focus
  try {
    const answer = await fetch(part.dataset.fresh, { cache: "no-store", headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-fresh]");
    if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  } catch {
    // The connection is away for a moment: what was shown stays with its time, and the next look tries again.
  }
}

for (const part of document.querySelectorAll("[data-fresh]")) {
  setInterval(() => look(part), Number(part.dataset.every) * 1000);
  document.addEventListener("visibilitychange", () => look(part));
}

// Two days of one's own are asked for only where they are wanted.
for (const form of document.querySelectorAll("form[data-period]")) {
  const own = form.querySelectorAll("[data-own]");
  const show = () => own.forEach((part) => part.toggleAttribute("hidden", form.elements.ky.value !== "khac"));
  form.addEventListener("change", show);
  show();
}
