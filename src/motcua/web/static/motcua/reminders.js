// SPDX-License-Identifier: EUPL-1.2
// The number of warnings beside its link in the menu. Asked for after the page has come, so that no page waits for it.

const link = document.querySelector('.menu a[href="/nhac-viec/"]');
if (link) {
  try {
    const answer = await fetch(`${link.href}so/`, { headers: { Accept: "application/json" } });
    const type = answer.headers.get("Content-Type") ?? "";
    if (answer.ok && type.startsWith("application/json")) {
      const { count } = await answer.json();
      if (count > 0) {
        const badge = document.createElement("span");
        badge.className = "count count-late";
        badge.textContent = count;
        link.append(" ", badge);
      }
    }
  } catch {
    // No network: the link is there without its number, and the page it leads to tells everything.
  }
}
