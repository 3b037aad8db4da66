# SPDX-License-Identifier: EUPL-1.2
"""People who work with the keyboard alone: they reach a control with Tab, see where they stand, and press a key.

No mouse, no focus set by a script. Whoever cannot reach a control within a bounded number of keys, or stands on one
without a visible mark, fails the test.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, TimeoutError

from motcua.dossiers.tests.office import at
from motcua.law.roles import Role
from motcua.web.tests.looking import next_page, visit

MOST_TABS = 70
"""Keys after which a control counts as out of reach; the longest page of a journey has some fifty stops."""

PASSWORD = "mật khẩu thử"

PRINTING = {f"t-{Role.RECEPTION}"}
"""Who prints receipts."""

Kind = Literal["button", "link", "checkbox", "radio", "combobox", "textbox"]

# Where the focus is, whether it is on the wanted control, and whether it can be seen: a mark around the control
# itself, or, for a part of a time bar, around its drawing. `skips`: it is on the link past the head of the page, and
# the wanted control lies behind that.
_STAND = """wanted => {
  const here = document.activeElement, main = document.getElementById("noi-dung");
  if ([null, document.body, main].includes(here)) return {there: false, skips: false, seen: true, what: "nowhere"};
  const marked = one => {
    const look = getComputedStyle(one);
    return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none";
  };
  const drawn = here.querySelector("rect");
  return {
    there: here === wanted,
    skips: here.matches(".skip") && main !== null && main.contains(wanted),
    seen: marked(here) || (here instanceof SVGElement && drawn !== null && getComputedStyle(drawn).stroke !== "none"),
    what: here.outerHTML.slice(0, 160),
  };
}"""


def begins(name: str) -> re.Pattern[str]:
    """A name that begins with these words, perhaps after a count."""
    return re.compile(rf"^(\d+\+? )?{re.escape(name)}")


class Hands:
    """One signed-in person at one browser."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.page.set_default_timeout(60_000)
        # Somebody waits for the system's window of files from the start. Were it caught only from the press on,
        # the press could come first, and the window would open where no test sees it.
        self.page.on("filechooser", lambda _window: None)
        self.address = address

    def sign_in(self, username: str) -> None:
        """Sign in; the page of one's own work opens."""
        self.open("/dang-nhap/")
        self.fill("Tên đăng nhập", username)
        self.fill("Mật khẩu", PASSWORD)
        with self.next_page():
            self.keys("Enter")
        assert self.page.url == f"{self.address}/"

    def open(self, path: str) -> Response | None:
        """Open an address by typing it."""
        return visit(self.page, self.address + path)

    def keys(self, *keys: str) -> None:
        """Press keys one after the other, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, letter: str, path: str) -> None:
        """Open a page of the menu by its letter.

        The second key counts for a moment only; on a busy machine it may come too late, and is pressed once more.
        """
        try:
            with self.next_page(seconds=8):
                self.keys("g", letter)
        except TimeoutError:
            with self.next_page():
                self.keys("g", letter)
        assert self.page.url.startswith(self.address + path)

    def reach(self, wanted: Locator) -> None:
        """Press Tab until the focus is on `wanted`; every stop on the way must be visible.

        Who comes past the link that skips the head of the page takes it, as people at a keyboard do.
        """
        wanted.wait_for(state="attached")
        control = wanted.element_handle()
        passed: list[str] = []
        while True:
            stand = self.page.evaluate(_STAND, control)
            if not stand["seen"]:  # a mark that is set by a script comes a moment later
                self.page.wait_for_timeout(50)
                stand = self.page.evaluate(_STAND, control)
            assert stand["seen"], f"the focus cannot be seen on {stand['what']}"
            if stand["there"]:
                return
            passed.append(stand["what"])
            assert len(passed) <= MOST_TABS, f"{wanted} is not reached by Tab, only: {passed}"
            self.keys("Enter" if stand["skips"] else "Tab")

    def at(self, kind: Kind, name: str) -> None:
        """Reach the control of this kind with this name."""
        self.reach(self.page.get_by_role(kind, name=begins(name)))

    def press(self, name: str, kind: Kind = "button") -> None:
        """Reach a button or link and press Enter; the page that follows is there afterwards."""
        self.at(kind, name)
        with self.next_page():
            self.keys("Enter")

    def unfold(self, words: str) -> None:
        """Reach the line above a fold and open it."""
        self.reach(self.page.locator("summary").filter(has_text=words))
        self.keys("Enter")

    def follow(self, name: str) -> None:
        """Reach a link and follow it."""
        self.press(name, "link")

    @contextmanager
    def next_page(self, seconds: float = 60) -> Iterator[None]:
        """Wait until the page that the block asks for has come, and can be used."""
        with next_page(self.page, seconds):
            yield

    def find(self, words: str) -> None:
        """Look for a dossier from the head of the page; a whole code opens it."""
        self.keys("/")
        self.page.keyboard.insert_text(words)
        with self.next_page():
            self.keys("Enter")

    def fill(self, label: str, text: str) -> None:
        """Reach a field and type over what stands there."""
        self.at("textbox", label)
        self.keys("Control+a")
        self.page.keyboard.insert_text(text)

    def tick(self, name: str) -> None:
        """Reach a box and tick it."""
        self.at("checkbox", name)
        self.keys("Space")
        assert self.page.get_by_role("checkbox", name=begins(name)).is_checked()

    def choose(self, label: str, option: str) -> None:
        """Reach a list and go down to the entry that begins with `option`."""
        box = self.page.get_by_role("combobox", name=begins(label))
        self.reach(box)
        chosen = "list => list.selectedOptions[0].label"
        for _step in range(box.locator("option").count()):
            if box.evaluate(chosen).startswith(option):
                return
            self.keys("ArrowDown")
        assert box.evaluate(chosen).startswith(option), f"{option} is not offered"

    def hand_in(self, label: str, path: Path) -> None:
        """Reach a file field, open the system's window with Enter and take the file."""
        self.reach(self.page.get_by_label(label))
        with self.page.expect_file_chooser() as window:
            self.keys("Enter")
        window.value.set_files(path)

    def until(self, holds: str, seconds: float = 60) -> None:
        """Wait until an expression holds (the site forbids the text that Playwright's own waiting evaluates)."""
        ends = time.monotonic() + seconds
        while not self.page.evaluate(holds):
            assert time.monotonic() < ends, holds
            self.page.wait_for_timeout(25)

    def sees(self, *words: str) -> None:
        """The main part of the page says all of this."""
        told = " ".join(self.page.inner_text("main").split())
        for one in words:
            assert one in told, f"“{one}” is not in: {told}"

    def sees_not(self, words: str) -> None:
        """The main part of the page does not say this."""
        assert words not in " ".join(self.page.inner_text("main").split())


class People:
    """The house at work: a clock that moves on, and everybody at a browser of their own."""

    def __init__(
        self, chromium: Browser, windowless: Browser, address: str, patch: pytest.MonkeyPatch
    ) -> None:
        self.chromium, self.windowless = chromium, windowless
        self.address = address
        self.patch = patch
        self.signed_in: dict[str, Hands] = {}

    def clock(self, local: str) -> None:
        """It is this local moment now, and time goes on from there. On another day everybody signs in anew."""
        offset = at(local) - dt.datetime.now(dt.UTC)
        self.patch.setattr(timezone, "now", lambda: dt.datetime.now(dt.UTC) + offset)
        self.leave()

    def hands(self, who: Role | str) -> Hands:
        """The person of this role, or of this user name, signed in."""
        username = who if who.startswith("t-") else f"t-{who}"
        if username not in self.signed_in:
            # ⚡ Who prints needs a browser that shows PDF; for the others the quicker one will do.
            browser = self.chromium if username in PRINTING else self.windowless
            context = browser.new_context()
            # A browser without a screen has no printer; what matters is that printing is asked for.
            context.add_init_script("window.print = () => {}")
            self.signed_in[username] = Hands(context, self.address)
            self.signed_in[username].sign_in(username)
        return self.signed_in[username]

    def leave(self) -> None:
        """Everybody closes the browser."""
        for one in self.signed_in.values():
            one.context.close()
        self.signed_in.clear()


def begin(desk: Hands, words: str, name: str, number: str) -> None:
    """A person stands at the counter: the procedure by a few letters, who they are."""
    desk.go("q", "/quay/")
    desk.page.keyboard.type(words)
    desk.page.wait_for_selector("#tim-goi-y [aria-selected=true]")
    with desk.next_page():
        desk.keys("Enter")
    desk.fill("Số định danh cá nhân", number)
    desk.keys("Enter")
    desk.until("document.activeElement.id === 'id_applicant_name'")
    desk.page.keyboard.insert_text(name)


def receive(desk: Hands, words: str, name: str, number: str, *papers: str) -> str:
    """A person is received with these papers; returns the code of the dossier."""
    begin(desk, words, name, number)
    for paper in papers:
        desk.tick(paper)
    desk.until(f"document.querySelector('aside').innerText.includes('{name}')")
    with desk.next_page():
        desk.keys("Control+Enter")
    assert "/da-nhan/" in desk.page.url
    # The receipt is printed, and then the cursor waits for the next person.
    desk.until("document.documentElement.dataset.printed === '1'")
    desk.until("document.activeElement.id === 'tim'")
    return desk.page.inner_text(".code-big")
