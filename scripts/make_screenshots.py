# SPDX-License-Identifier: EUPL-1.2
"""Make the pictures of docs/images from a fresh demonstration: ``python scripts/make_screenshots.py``.

Needs Chromium and the development dependencies. Everybody in the pictures is made up.
"""

import datetime as dt
import io
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from motcua.settings.environment import for_child

ROOT = Path(__file__).resolve().parent.parent
PORT = 8977
SITE = f"http://127.0.0.1:{PORT}"
PASSWORD = "một cửa minh họa"  # noqa: S105  what the demonstration prints
PROCEDURE = "1.004873"
WIDTHS = {"desktop": (1280, 860), "phone": (390, 844), "wall": (1280, 560)}
COLOURS = 256
PATIENCE = 600  # seconds until the demonstration serves; a quiet machine needs thirty


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, who looks ("" nobody), on what, and the way there."""

    name: str
    who: str
    device: str
    go: Callable[[Page], None]


def counter(page: Page) -> None:
    """A reception half typed, the receipt alive beside it."""
    page.goto(f"{SITE}/quay/?thu-tuc={PROCEDURE}")
    page.locator("[name=applicant_name]").fill("Trần Thị Minh Họa")
    page.locator("[name=address]").fill("Thôn An Nhân, xã Tứ Kỳ")
    page.locator("[name=phone]").fill("0900 000 000")
    page.keyboard.press("F9")
    page.locator("aside").get_by_text("Trần Thị Minh Họa").first.wait_for()
    page.locator("[name=phone]").blur()
    page.evaluate("scrollTo(0, 0)")


def queue(page: Page) -> None:
    """What an official holds."""
    page.goto(f"{SITE}/hang-doi/toi-giu/")


def queue_end(page: Page) -> None:
    """The last rows, in time and late, and what can be done with those chosen."""
    queue(page)
    for place in (-1, -2):
        page.locator("[data-one]").nth(place).check()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")


def dossier(page: Page) -> None:
    """The one of them with the most time left."""
    queue(page)
    page.goto(SITE + str(page.locator("table a.code").last.get_attribute("href")))


def signing(page: Page) -> None:
    """A draft as large as it can be."""
    page.goto(f"{SITE}/ky/")
    page.wait_for_timeout(10_000)  # the browser's own reader of PDF tells nobody when it is done


def wall(page: Page) -> None:
    """Numbers taken, and called by two desks."""
    page.goto(f"{SITE}/so/")
    links = [str(one.get_attribute("href")) for one in page.locator("aside a").all()]
    kiosk = next(link for link in links if "/lay/" in link)
    for place in (0, 0, 1, 0, 2):
        page.goto(SITE + kiosk)
        page.locator("main form button").nth(place).click()
        page.wait_for_load_state()
    call(page, "Quầy 1")
    colleague = another(page)
    sign_in(colleague, "giamdoc")
    call(colleague, "Quầy 2")
    colleague.close()
    page.goto(SITE + next(link for link in links if "/man-hinh/" in link))


def call(page: Page, desk: str) -> None:
    """Sit down at a desk and call the next number."""
    page.goto(f"{SITE}/so/")
    page.locator("main form button", has_text=desk).click()
    page.locator("main button.primary").first.click()
    page.locator(".ticket-number").wait_for()


def another(page: Page) -> Page:
    """A window of somebody else."""
    if page.context.browser is None:
        raise SystemExit("the browser is gone")
    return page.context.browser.new_page()


def calendar(page: Page) -> None:
    """A holiday about to be decided, and the dossiers whose due date it moves."""
    today = dt.date.today()  # noqa: DTZ011  the demonstration lives today
    days = (today + dt.timedelta(days=ahead) for ahead in range(2, 12))
    for day in (day for day in days if day.weekday() < 5):
        page.goto(f"{SITE}/quan-tri/lich/vn-admin/sua/")
        page.locator("[name=decision]").fill("Quyết định minh họa")
        page.locator("[name=day_1]").fill(day.isoformat())
        page.locator("[name=kind_1]").select_option("holiday")
        page.locator("[name=name_1]").fill("Nghỉ theo quyết định minh họa")
        page.locator("[name=xem-truoc]").click()
        page.locator("[name=ban-hanh], main [role=alert]").first.wait_for()
        if page.locator("[name=ban-hanh]").count():
            return  # otherwise it is a holiday already
    raise SystemExit("no preview of a holiday")


def posting(page: Page) -> None:
    """A procedure as the citizen reads it."""
    page.goto(f"{SITE}/niem-yet/")
    page.get_by_role("link", name="xã Tứ Kỳ").last.click()
    page.wait_for_url("**/niem-yet/*/**")
    page.goto(f"{page.url.rstrip('/')}/thu-tuc/{PROCEDURE}/")


def look_up(page: Page) -> None:
    """The citizen's timeline, opened with what stands on the receipt."""
    official = another(page)
    sign_in(official, "hotich")
    dossier(official)
    code = official.url.rstrip("/").rsplit("/", 1)[1]
    receipt = official.get_by_role("link", name="Giấy tiếp nhận hồ sơ").first.get_attribute("href")
    text = PdfReader(io.BytesIO(official.request.get(SITE + str(receipt)).body())).pages[0].extract_text()
    found = re.search(r"bí mật:?\s*(\w{10})", text)
    if found is None:
        raise SystemExit(f"no secret on the receipt of {code}:\n{text}")
    official.close()
    page.goto(f"{SITE}/tra-cuu/?ma={code}")
    page.locator("[name=ma-bi-mat]").fill(found[1])
    page.locator("main form[method=post] button").click()
    page.locator(".story").first.wait_for()


PICTURES = (
    Picture("dossier-desktop", "hotich", "desktop", dossier),
    Picture("counter-desktop", "tiepnhan", "desktop", counter),
    Picture("queue-desktop", "hotich", "desktop", queue_end),
    Picture("queue-phone", "hotich", "phone", queue),
    Picture("signing-desktop", "chutich", "desktop", signing),
    Picture("wall", "tiepnhan", "wall", wall),
    Picture("calendar-desktop", "quantri", "desktop", calendar),
    Picture("posting-desktop", "", "desktop", posting),
    Picture("lookup-phone", "", "phone", look_up),
)


def sign_in(page: Page, who: str) -> None:
    """Through the door of the demonstration."""
    page.goto(f"{SITE}/dang-nhap/")
    page.locator("#id_username, [autocomplete*=username]").first.fill(who)
    page.locator("[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator(".me").wait_for()


@contextmanager
def demonstration() -> Iterator[None]:
    """The site, served with data of its own and stopped afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        served = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "motcua", "demo", "--port", str(PORT)],
            cwd=ROOT,
            env=for_child(MOTCUA_DATA_DIR=folder),
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(served)
            yield
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait(60)


def wait_for(served: subprocess.Popen[bytes]) -> None:
    """Until the site answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and served.poll() is None:
        with suppress(URLError, ConnectionError), urllib.request.urlopen(f"{SITE}/song/") as answer:  # noqa: S310
            if answer.status == 200:
                return
        time.sleep(0.5)
    raise SystemExit("the demonstration did not serve")


def take(browser: Browser, picture: Picture) -> None:
    """Open the page and keep its first screen, in few colours."""
    width, height = WIDTHS[picture.device]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    if picture.who:
        sign_in(page, picture.who)
    picture.go(page)
    page.mouse.move(0, 0)
    page.wait_for_load_state()
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    target = ROOT / "docs" / "images" / f"page-{picture.name}.png"
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.name}: {target.stat().st_size // 1024} kB", flush=True)


def main() -> None:
    """All of them, or those named on the command line."""
    wanted = set(sys.argv[1:])
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("no Chromium on this system: apt install chromium")
    with demonstration(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                take(browser, picture)
        browser.close()


if __name__ == "__main__":
    main()
