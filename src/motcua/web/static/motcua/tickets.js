// SPDX-License-Identifier: EUPL-1.2
// The wall and the page of a number look again by themselves, a kiosk prints its slip. Without scripts the page reloads.

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

if (place) setInterval(look, Number(place.dataset.again) * 1000);

// At the kiosk the slip prints by itself, and the next person finds the buttons again.
const back = document.querySelector("[data-back]");
if (back) {
  const again = document.querySelector("[data-print-slip]");
  again.hidden = false;
  again.addEventListener("click", () => print());
  if (!sessionStorage.getItem(location.pathname)) {
    sessionStorage.setItem(location.pathname, "printed");
    print();
  }
  setTimeout(() => back.click(), 20_000);
}
