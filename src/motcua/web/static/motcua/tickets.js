// SPDX-License-Identifier: EUPL-1.2
// The wall and the page of a number look again by themselves. Without scripts the page reloads.

const place = document.querySelector("[data-again]");

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
    const old = place.querySelector("[data-live]");
    if (fresh && old && fresh.innerHTML !== old.innerHTML) old.innerHTML = fresh.innerHTML;
  } catch {
    // The connection is away for a moment: what was shown stays, and the next look tries again.
  }
}

setInterval(look, Number(place.dataset.again) * 1000);
