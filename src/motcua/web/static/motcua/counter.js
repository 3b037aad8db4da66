// SPDX-License-Identifier: EUPL-1.2
// The counter by keyboard alone. Every one of these things also works without this file, only slower.

const html = document.documentElement;
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const later = (wait, act) => {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
};
const PRINT = "motcua-print"; // says across one page load that the receipt is to be printed

// ---- proposals while typing (WAI-ARIA combobox)
function suggest(input) {
  const list = document.getElementById("tim-goi-y");
  const told = $("[data-suggest-count]");
  let asked = 0;
  let marked = -1;
  const options = () => $$("[role=option]", list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const mark = (number) => {
    const all = options();
    marked = all.length ? (number + all.length) % all.length : -1;
    all.forEach((one, place) => one.setAttribute("aria-selected", place === marked));
    if (marked < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", all[marked].id);
      all[marked].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    marked = -1;
    input.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const words = input.value.trim();
    const mine = ++asked;
    if (!words) return close();
    const answer = await fetch(`${input.dataset.suggest}?tim=${encodeURIComponent(words)}`);
    if (!answer.ok || answer.redirected || mine !== asked) return; // an older answer, or signed out
    list.innerHTML = await answer.text();
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    told.textContent = options().length ? `${options().length} ${told.dataset.suggestCount}` : $("[data-none]", list)?.textContent ?? "";
    list.dataset.words = words;
    mark(0);
  };
  const soon = later(90, ask);
  let going = false;
  const go = () => { const one = options()[marked]; if (one) location.href = one.href; return Boolean(one); };
  input.addEventListener("input", () => { going = false; soon(); });
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      mark(marked + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && input.value.trim() && !going) {
      event.preventDefault();
      going = true;
      // Whoever types faster than the answer comes still gets what was typed, never what was shown before.
      if (list.dataset.words !== input.value.trim()) await ask();
      if (!go()) { going = false; input.form.submit(); }
    }
  });
  input.addEventListener("blur", () => setTimeout(() => { if (!list.matches(":hover")) close(); }, 120));
}

// ---- the form
function counter(form) {
  const promise = $("[data-promise]", form);
  const whoWords = $("[data-who-words]", form);
  const state = { asked: 0, person: "", answer: null };
  const body = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  };

  const refresh = async () => {
    const mine = ++state.asked;
    const data = body();
    data.set("viec", "xem-truoc");
    const answer = await fetch(form.dataset.preview, { method: "POST", body: data });
    const drawn = await answer.text();
    if (!answer.ok || answer.redirected || mine !== state.asked) return;
    const held = promise.contains(document.activeElement) ? document.activeElement : null;
    const again = held && (held.id ? `#${CSS.escape(held.id)}` : held.value ? `[value="${CSS.escape(held.value)}"]` : "summary");
    const open = $("details", promise)?.open;
    promise.innerHTML = drawn;
    if (open && $("details", promise)) $("details", promise).open = true;
    if (again) $(again, promise)?.focus();
  };
  const shortly = later(250, refresh);
  // What was asked before this change is no answer any more: it would take back the box that was just ticked.
  const soon = () => { state.asked += 1; shortly(); };

  // Case and desk decide papers and agencies: the page is drawn anew, with everything that was typed.
  const redraw = () => {
    const button = document.createElement("button");
    button.name = "viec";
    button.value = "xem-truoc";
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
  };

  // Each number is asked for once; whoever comes while the answer is on its way waits for it too.
  const fillPerson = () => {
    const number = form.elements.identifier.value.replace(/[ .]/g, "");
    if (number && number !== state.person) {
      state.person = number;
      state.answer = lookUp(number);
    }
    return state.answer;
  };
  const lookUp = async (number) => {
    const data = new URLSearchParams({
      identifier: number,
      kind: $("[name=kind]:checked", form)?.value ?? "person",
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    const answer = await fetch(form.dataset.person, { method: "POST", body: data });
    if (!answer.ok || answer.redirected) { state.person = ""; return; }
    const known = await answer.json();
    if (number !== state.person) return; // another number stands there by now
    whoWords.textContent = known.found ? whoWords.dataset.known : whoWords.dataset.unknown;
    if (known.found) {
      for (const name of ["applicant_name", "address", "phone", "email"]) {
        if (known[name] && !form.elements[name].value) form.elements[name].value = known[name];
      }
    }
    soon();
  };

  // ---- Enter goes on, and never receives
  const stops = () => $$("input, select, textarea, summary, button.primary", form).filter((one) =>
    !one.disabled && one.type !== "hidden" && one.type !== "file" && one.tabIndex >= 0 && one.offsetParent !== null
    && !(one.type === "radio" && !one.checked && $$(`[name="${CSS.escape(one.name)}"]:checked`, form).length));
  const onward = (from) => {
    const all = stops();
    const next = all[all.indexOf(from) + 1];
    next?.focus();
    if (next?.select && next.type !== "checkbox" && next.type !== "radio") next.select();
  };
  const firstPaper = () => $(".papers input[type=checkbox]", form);
  const afterPerson = () => {
    const empty = ["applicant_name", "address", "phone"].find((name) => !form.elements[name].value);
    (empty ? form.elements[empty] : firstPaper() ?? form.elements.other).focus();
  };

  const tickAll = () => {
    for (const box of $$(".papers input[data-listed]", form)) box.checked = true;
    soon();
    ($("[name=other]", form)).focus();
  };

  const receive = () => {
    const button = $("[data-receive]", form);
    if (!button || state.sent) return;
    state.sent = true;
    sessionStorage.setItem(PRINT, "1");
    form.requestSubmit(button);
  };

  const onPaper = (event, box) => {
    const row = box.closest("[data-paper]");
    const boxes = $$(".papers input[type=checkbox]", form);
    const place = boxes.indexOf(box);
    if (event.key === "ArrowDown") boxes[place + 1]?.focus();
    else if (event.key === "ArrowUp") boxes[place - 1]?.focus();
    else if (event.key === "ArrowRight") { const first = $("[type=number]", row); first.focus(); first.select(); }
    else return false;
    return true;
  };
  const onCount = (event, field) => {
    const row = field.closest("[data-paper]");
    const fields = $$("[type=number]", row);
    const place = fields.indexOf(field);
    if (event.key === "ArrowRight" && fields[place + 1]) { fields[place + 1].focus(); fields[place + 1].select(); }
    else if (event.key === "ArrowLeft" && place > 0) { fields[place - 1].focus(); fields[place - 1].select(); }
    else if (event.key === "ArrowLeft" || event.key === "Escape") $("[type=checkbox]", row).focus();
    else if (event.key === "Enter") onward($("[type=checkbox]", row));
    else return false;
    return true;
  };

  // One Tab stop for each paper: its counts are reached with the arrows.
  for (const field of $$(".papers [type=number]", form)) field.tabIndex = -1;

  form.addEventListener("keydown", async (event) => {
    const at = event.target;
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); return receive(); }
    if (event.ctrlKey) return;
    if (at.matches(".papers [type=checkbox]") && onPaper(event, at)) return event.preventDefault();
    if (at.matches(".papers [type=number]") && onCount(event, at)) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey || at.matches("textarea, button, summary, a, [type=file]")) return;
    event.preventDefault();
    if (at.name === "identifier" && at.value.trim()) {
      await fillPerson();
      return afterPerson();
    }
    onward(at);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const places = {
      F4: () => { form.elements.identifier.focus(); form.elements.identifier.select(); },
      F8: () => (firstPaper() ?? form.elements.other).focus(),
      F9: tickAll,
    };
    if (places[event.key]) { event.preventDefault(); places[event.key](); }
  });

  form.addEventListener("input", (event) => {
    if (event.target.matches(".papers [type=number]") && Number(event.target.value) > 0) {
      $("[type=checkbox]", event.target.closest("[data-paper]")).checked = true;
    }
    soon();
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("[data-files]")) return void upload(event.target);
    if (event.target.name === "case" || event.target.name === "receiving_unit") return redraw();
    if (event.target.name === "identifier") fillPerson();
  });
  form.addEventListener("click", async (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    const local = {
      "[data-all]": tickAll,
      "[data-who]": async () => { state.person = ""; await fillPerson(); afterPerson(); },
      "[data-recount]": refresh,
      "[data-page-act]": () => pageAct(button),
      "[data-phone]": () => showPhone(button),
    };
    for (const [selector, act] of Object.entries(local)) {
      if (button.matches(selector)) { event.preventDefault(); return act(); }
    }
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-receive]")) sessionStorage.setItem(PRINT, "1");
  });

  // ---- scanned pages
  const sendPages = async (row, data) => {
    data.set("key", form.elements.key.value);
    data.set("paper", row.dataset.paper);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const place = $("[data-scans]", row);
    place.setAttribute("aria-busy", "true");
    const answer = await fetch(form.dataset.pages, { method: "POST", body: data });
    if (answer.redirected || (!answer.ok && answer.status !== 422)) { place.removeAttribute("aria-busy"); return false; }
    place.outerHTML = await answer.text();
    const pages = $$(".scan-pages > li", row).length;
    if (pages) $("[type=checkbox]", row).checked = true;
    soon();
    return answer.ok;
  };
  const upload = async (input) => {
    const row = input.closest("[data-paper]");
    const data = new FormData();
    for (const file of input.files) data.append(input.name, file);
    if (input.files.length && await sendPages(row, data)) $("[type=checkbox]", row).focus();
  };
  const pageAct = async (button) => {
    const row = button.closest("[data-paper]");
    const data = new FormData();
    data.set("viec", button.value);
    await sendPages(row, data);
    ($("[data-page-act]", row) ?? $("[type=checkbox]", row)).focus();
  };
  let looking;
  const showPhone = async (link) => {
    const answer = await fetch(link.href);
    if (!answer.ok || answer.redirected) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-phone-part]");
    $("h1", part)?.remove();
    $("[data-phone-place]", form).replaceChildren(part);
    clearInterval(looking);
    const until = Date.now() + 15 * 60_000;
    looking = setInterval(() => { // the pages that the telephone sends appear by themselves
      if (Date.now() > until) return clearInterval(looking);
      for (const row of $$("[data-paper]", form)) if (!row.contains(document.activeElement)) lookFor(row);
    }, 4000);
  };
  const lookFor = async (row) => {
    const data = new FormData();
    data.set("key", form.elements.key.value);
    data.set("paper", row.dataset.paper);
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(form.dataset.pages, { method: "POST", body: data });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
    const had = $$(".scan-pages > li", row).length;
    const has = $$(".scan-pages > li", fresh).length;
    if (had === has) return;
    $("[data-scans]", row).replaceWith(fresh);
    $("[type=checkbox]", row).checked = true;
    soon();
  };

  for (const needless of $$("[data-upload], [data-reload]", form)) needless.hidden = true; // done at once by the above

  sessionStorage.removeItem(PRINT); // the form is back: nothing was received, nothing is to be printed
  setInterval(refresh, 60_000); // the due date moves with the clock
}

// ---- after reception: print once, and be ready for the next person
function printed(link) {
  if (sessionStorage.getItem(PRINT) !== "1") return;
  sessionStorage.removeItem(PRINT);
  const frame = document.createElement("iframe");
  frame.className = "printing";
  frame.title = link.textContent;
  frame.tabIndex = -1;
  frame.src = link.dataset.print;
  frame.addEventListener("load", () => {
    html.dataset.printed = "1";
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    } catch {
      window.open(link.href, "_blank", "noopener"); // a browser that lets no page print its PDF
    }
    document.getElementById("tim")?.focus();
  }, { once: true });
  document.body.append(frame);
}

const form = $("form[data-counter]");
const box = $("[data-suggest]");
const link = $("a[data-print]");
if (box) suggest(box);
if (form) counter(form);
if (link) printed(link);
document.addEventListener("keydown", (event) => {
  if (event.key !== "F2" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (box) { box.focus(); box.select(); } else $("[data-key=F2]")?.click();
});
