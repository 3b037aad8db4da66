// SPDX-License-Identifier: EUPL-1.2
// The tablet of a return desk: sees that somebody is invited or that the invitation is over, and rests after thanking.
// Without scripts the resting page reloads by itself.

const place = document.querySelector("main[data-again]");

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (fresh && fresh.dataset.shows !== place.dataset.shows) location.replace(location.href);
  } catch {
    // The connection is away for a moment: the next look tries again.
  }
}

if (place?.dataset.thanks) {
  setTimeout(() => location.replace(place.dataset.rest), Number(place.dataset.thanks) * 1000);
} else if (place) {
  setInterval(look, Number(place.dataset.again) * 1000);
}
