// SPDX-License-Identifier: EUPL-1.2
// Parts of a time bar say their sentence under the bar when pointed at or reached by the arrow keys.
// Without this script the same sentences stand in the fold below the bar and in each part's tooltip.

for (const box of document.querySelectorAll("[data-time-bar]")) {
  const parts = [...box.querySelectorAll(".part")];
  const says = box.querySelector("[data-says]");
  if (!parts.length) continue;
  const tell = (part) => {
    says.textContent = part ? part.getAttribute("aria-label") : says.dataset.hint;
    says.classList.toggle("bar-hint", !part);
  };
  tell(null);
  const reach = (part) => {
    for (const one of parts) one.setAttribute("tabindex", one === part ? "0" : "-1");
  };
  reach(parts[0]);
  parts.forEach((part, place) => {
    part.querySelector("title")?.remove(); // the sentence stands under the bar now; a tooltip would say it twice
    part.addEventListener("focus", () => tell(part));
    part.addEventListener("blur", () => tell(null));
    part.addEventListener("pointerenter", () => tell(part));
    part.addEventListener("pointerleave", () => tell(null));
    part.addEventListener("click", () => { reach(part); part.focus(); });
    part.addEventListener("keydown", (event) => {
      const to = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: parts.length - 1 }[event.key];
      if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const next = parts[Math.max(0, Math.min(to, parts.length - 1))];
      reach(next);
      next.focus();
    });
  });
}
