// SPDX-License-Identifier: EUPL-1.2
// How far the reading is, without loading the page anew; the page opens itself when it is done.
const EVERY = 2000;
const list = () => document.querySelector(".plan-readings");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("[data-reading]")?.dataset.reading !== "yes") {
      location.reload();
      return;
    }
    const fresh = page.querySelector(".plan-readings");
    if (fresh) list()?.replaceWith(fresh);
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
