# SPDX-License-Identifier: EUPL-1.2
"""Make the pictures of docs/images from a fresh demonstration: ``PYTHONPATH=src python scripts/make_screenshots.py``.

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

from motcua.law.clock import VIETNAM
from motcua.settings.environment import for_child

ROOT = Path(__file__).resolve().parent.parent
PORT = 8977
SITE = f"http://127.0.0.1:{PORT}"
PASSWORD = "một cửa minh họa"  # noqa: S105  what the demonstration prints
PROCEDURE = "1.004873"
WIDTHS = {"desktop": (1280, 860), "phone": (390, 844), "wall": (1280, 560)}
COLOURS = 256
PLAN = """ỦY BAN NHÂN DÂN
XÃ TỨ KỲ

Số: 88/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tứ Kỳ, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Công khai, số hóa thủ tục hành chính năm 2026 (minh họa)

I. NỘI DUNG THỰC HIỆN
1. Công khai thủ tục hành chính
- Niêm yết đầy đủ thủ tục hành chính tại nơi tiếp nhận và trên Trang thông tin điện tử.
- Đơn vị thực hiện: Trung tâm Phục vụ hành chính công xã.
- Đơn vị phối hợp: Các phòng, ban thuộc xã.
- Thời gian thực hiện: Trước ngày 31/3/2026.
- Sản phẩm: Biên bản niêm yết.
2. Số hóa
- Số hóa hồ sơ, giấy tờ, kết quả giải quyết thủ tục hành chính còn hiệu lực.
- Đơn vị thực hiện: Trung tâm Phục vụ HCC.
- Thời gian thực hiện: Hoàn thành trong quý III năm 2026.
3. Tuyên truyền
- Tuyên truyền về dịch vụ công trực tuyến trên hệ thống truyền thanh.
- Đơn vị thực hiện: Văn hóa xã hội xã.
- Thời gian thực hiện: Hàng quý.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Hoàng Minh Chứng
"""
"""A made-up plan that is read while the picture is taken."""
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
    today = dt.datetime.now(tz=VIETNAM).date()  # the demonstration lives today
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


def the_plan(page: Page) -> str:
    """The address of the plan in force of the commune."""
    page.goto(f"{SITE}/ke-hoach/?loc=thuc-hien")
    link = page.locator("tr", has_text="xã Tứ Kỳ").locator("th a").first
    return str(link.get_attribute("href"))


def confirming(page: Page) -> None:
    """A plan just read, its second task in hand."""
    page.goto(f"{SITE}/ke-hoach/moi/")
    page.locator("[name=files]").set_input_files(
        [{"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": PLAN.encode()}]
    )
    page.locator("main button.primary").click()
    page.get_by_role("link", name=re.compile("^Xác nhận")).first.click(timeout=PATIENCE * 1000)
    page.locator("[data-after]").click()
    page.wait_for_url(re.compile("nv="))
    page.locator("[data-task]").wait_for()


def plan_page(part: str) -> Callable[[Page], None]:
    """One page of the plan in force."""

    def go(page: Page) -> None:
        page.goto(f"{SITE}{the_plan(page)}{part}")

    return go


def at(path: str) -> Callable[[Page], None]:
    """A page by its address."""

    def go(page: Page) -> None:
        page.goto(SITE + path)

    return go


def first_link(path: str, selector: str) -> Callable[[Page], None]:
    """The page behind the first such link of another page."""

    def go(page: Page) -> None:
        page.goto(SITE + path)
        page.goto(SITE + str(page.locator(selector).first.get_attribute("href")))

    return go


def asked_for_time(page: Page) -> None:
    """A piece of work whose unit asks for more time."""
    page.goto(f"{SITE}/ke-hoach/viec/")
    row = page.locator("tr", has_text="Đang xin gia hạn").first
    page.goto(SITE + str(row.locator("a").first.get_attribute("href")))


def target(page: Page) -> None:
    """A target with its course, and who can still change it."""
    page.goto(f"{SITE}{the_plan(page)}chi-tieu/")
    link = page.get_by_role("link", name="Không để hồ sơ đang giải quyết quá hạn", exact=True)
    page.goto(SITE + str(link.get_attribute("href")))


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
    Picture("plan-confirm-desktop", "kiemsoat", "desktop", confirming),
    Picture("plan-desktop", "kiemsoat", "desktop", plan_page("")),
    Picture("plan-board-desktop", "kiemsoat", "desktop", at("/ke-hoach/viec/cot/")),
    Picture("plan-board-phone", "hotich", "phone", at("/ke-hoach/viec/cot/")),
    Picture("plan-work-desktop", "chutich", "desktop", asked_for_time),
    Picture("plan-target-desktop", "kiemsoat", "desktop", target),
    Picture("plan-target-phone", "kiemsoat", "phone", target),
    Picture("plan-report-desktop", "kiemsoat", "desktop", plan_page("bao-cao/")),
    Picture("reform-desktop", "kiemsoat", "desktop", first_link("/cai-cach/", "tbody th a")),
    Picture("reform-phone", "kiemsoat", "phone", first_link("/cai-cach/", "tbody th a")),
    Picture("inspection-desktop", "kiemsoat", "desktop", first_link("/kiem-tra/", "tbody th a")),
    Picture("inspection-phone", "kiemsoat", "phone", first_link("/kiem-tra/", "tbody th a")),
    Picture("register-desktop", "kiemsoat", "desktop", at("/iso/")),
    Picture("register-phone", "kiemsoat", "phone", at("/so-theo-doi/")),
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
        served = subprocess.Popen(  # noqa: S603  no shell, a program of our own choice
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
        with suppress(URLError, ConnectionError), urllib.request.urlopen(f"{SITE}/song/") as answer:  # noqa: S310  a site of our own
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
