# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a page in the browser: axe, sideways scrolling, labels, the console, its weight."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page, Response

HEAVIEST = 150_000
"""Bytes of a first load, fonts apart and nothing compressed."""

WIDTHS = {"desktop": 1280, "phone": 360}
NARROWEST = 320
# Tests are told by WCAG 2.2 A and AA; the rest of axe's rules are advice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""In the dark only the colours differ."""
WORDS = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
"""⚡ In another language only the words differ. Colours are half of axe's work."""

_AXE = """axe.run(document, %s).then(told => told.violations.map(
  one => `${one.id}: ${one.nodes.slice(0, 5).map(node => node.target.join(" ")).join(" | ")}`))"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
READABLE = f"if (window === top) {{ {AXE_SCRIPT} }}"
"""axe in every document from its beginning: half a megabyte is handed to the browser once, not for each page."""
# Sizes as the browser unpacked them, whether they came over the wire or out of its cache.
_WEIGHT = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(one => !new URL(one.name).pathname.endsWith(".woff2"))
  .reduce((sum, one) => sum + one.decodedBodySize, 0)"""
_UNLABELLED = """[...document.querySelectorAll("input, select, textarea")]
  .filter(one => !["hidden", "submit", "button", "reset"].includes(one.type))
  .filter(one => ![...one.labels].some(label => label.textContent.trim()) && !one.ariaLabel?.trim()
    && !document.getElementById(one.getAttribute("aria-labelledby"))?.textContent.trim())
  .map(one => `no label: ${one.name || one.id || one.outerHTML}`)"""
_TWICE = """[...document.querySelectorAll("[id]")].map(one => one.id)
  .filter((id, place, all) => all.indexOf(id) !== place).map(id => `twice on the page: #${id}`)"""

# Cells with words that are not drawn. Headings stand before each cell; a day without work is no loss.
_LOST = """[...document.querySelectorAll("td:not(.free), tbody th")]
  .filter(cell => cell.textContent.trim() && cell.parentElement.checkVisibility() && !cell.checkVisibility())
  .map(cell => `lost on a phone: ${cell.textContent.trim().slice(0, 40)}`)"""

_FACTS = f"[document.documentElement.lang, {_WEIGHT}, [...{_UNLABELLED}, ...{_TWICE}]]"

# Twice: the first callback comes before a picture, the second after it. A window that is not drawn gets none.
_DRAWN = """new Promise(done => {
  setTimeout(done, 2000);
  requestAnimationFrame(() => requestAnimationFrame(done));
})"""


def axe(page: Page, options: dict[str, object]) -> list[str]:
    """What axe finds on the page as it stands; the rule and where."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    # ⚡ The sheets are not fetched again: only a rule that is not asked for reads them.
    wanted = {**options, "resultTypes": ["violations"], "preload": False}
    told: list[str] = page.evaluate(_AXE % json.dumps(wanted))
    return told


def findings(page: Page, scheme: str) -> list[str]:
    """What axe finds in the light, or in the dark."""
    return axe(page, RULES if scheme == "light" else CONTRAST)


def sideways(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    pixels: int = page.evaluate(_SIDEWAYS)
    return pixels


def widest(page: Page) -> str:
    """The elements that stick out of the window, for whoever has to mend it."""
    told: str = page.evaluate("""[...document.querySelectorAll("body *")]
      .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .slice(0, 4).map(one => one.tagName + "." + one.getAttribute("class")).join(" ")""")
    return told


def ready(page: Page) -> None:
    """Wait for what a person waits for: everything has loaded, the scripts have run, and the page can be seen.

    Before the first picture the browser may still move the focus to the field marked for it, and drops keys.
    """
    page.wait_for_load_state("load")
    page.evaluate(_DRAWN)


def visit(page: Page, address: str) -> Response | None:
    """Open an address; its page is ready afterwards."""
    answer = page.goto(address)
    ready(page)
    return answer


@contextmanager
def next_page(page: Page, seconds: float = 60) -> Iterator[None]:
    """What the block does leads to another page; it is ready afterwards.

    A press alone waits until the other page has begun, not until it is there: whoever looks then, sees half of it.
    """
    with page.expect_navigation(wait_until="load", timeout=seconds * 1000):
        yield
    ready(page)


def keys_for(page: Page, *keys: str) -> None:
    """Press keys that lead to another page; it is ready afterwards."""
    with next_page(page):
        for key in keys:
            page.keyboard.press(key)


def sign_in(page: Page, address: str, username: str) -> None:
    """Through the door, with the password of the town; the page behind it is ready afterwards."""
    page.set_default_timeout(60_000)  # the first page of a busy machine takes its time
    visit(page, f"{address}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill("mật khẩu thử")
    with next_page(page):
        page.get_by_role("button", name="Đăng nhập").click()


@dataclass
class Looker:
    """A window that remembers what its console said. A breach of the Content-Security-Policy is said there too."""

    page: Page
    said: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, context: BrowserContext) -> Looker:
        """A new window, listening."""
        context.add_init_script(READABLE)
        page = context.new_page()
        page.set_default_timeout(60_000)
        looker = cls(page)
        page.on("console", lambda message: looker.hear(message.type, message.text))
        page.on("pageerror", lambda error: looker.hear("error", str(error)))
        return looker

    def hear(self, kind: str, text: str) -> None:
        """Keep what is an error."""
        if kind == "error":
            self.said.append(f"console: {text}")

    def faults(self, language: str, *, dark: bool, first: bool = True) -> Iterator[str]:
        """Everything that is wrong with the page just opened, in both widths; the desktop's comes first.

        `first`: nobody has looked at the page in another language yet.
        """
        page = self.page
        yield from self.said
        lang, heavy, wrong = page.evaluate(_FACTS)
        if lang != language:
            yield f"its language is {lang}"
        if heavy > HEAVIEST:
            yield f"weighs {heavy} bytes"
        yield from wrong
        if first:
            yield from axe(page, RULES)
        if first and dark:
            page.emulate_media(color_scheme="dark")
            yield from (f"dark: {one}" for one in axe(page, CONTRAST))
            page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": NARROWEST, "height": 800})
        if (over := sideways(page)) > 0:
            yield f"{over} px too wide at {NARROWEST}: {widest(page)}"
        page.set_viewport_size({"width": WIDTHS["phone"], "height": 800})
        yield from page.evaluate(_LOST)
        yield from (f"phone: {one}" for one in axe(page, RULES if first else WORDS))
        page.set_viewport_size({"width": WIDTHS["desktop"], "height": 800})
        if sideways(page) > 0:
            yield f"too wide at {WIDTHS['desktop']}: {widest(page)}"
