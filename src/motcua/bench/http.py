# SPDX-License-Identifier: EUPL-1.2
"""The same life through the site: each act is one form sent to a server, as a browser would send it.

A client signs in once per role, keeps its connections open, and follows no redirect: the answer to a form is the
redirect, the page behind it is another request that an officer may or may not need.
"""

from __future__ import annotations

import http.client
import re
import time
import uuid
from urllib.parse import urlencode

from motcua.bench.lives import Stage
from motcua.demo import setup
from motcua.errors import MotCuaError
from motcua.law.transitions import ACT_NAMES, Act
from motcua.web.slugs import ACT_SLUGS

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class UnexpectedAnswer(MotCuaError):
    """The site answered a form of the benchmark with something else than success."""

    code = "unexpected_answer"


class Browser:
    """One signed-in person with an open connection."""

    def __init__(self, port: int, username: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        page = self._ask("GET", "/dang-nhap/", None)[1]
        found = _TOKEN.search(page)
        if found is None:
            raise UnexpectedAnswer("Trang đăng nhập không có mã chống giả mạo.")
        self.token = found.group(1).decode()
        self.send("/dang-nhap/", {"username": username, "password": setup.PASSWORD})
        self.token = self.cookies["csrftoken"]

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def read(self, path: str) -> bytes:
        """A page or file, redirects followed once. Raises `UnexpectedAnswer` when it is not there."""
        status, content, location = self._ask("GET", path, None)
        if status == 302:
            status, content, _ = self._ask("GET", location, None)
        if status != 200:
            raise UnexpectedAnswer(f"{path}: {status}")
        return content

    def send(self, path: str, fields: dict[str, object]) -> str:
        """Send a form; the address it redirects to. Raises `UnexpectedAnswer` for any other answer."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        status, page, location = self._ask("POST", path, body)
        if status != 302:
            text = re.sub(r"<[^>]+>|\s+", " ", page.decode("utf-8", "replace"))
            raise UnexpectedAnswer(f"{path}: {status} {text[:600]}")
        return location

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, bytes, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        # What the site wants to tell is shown, and taken out of the cookie, by the page behind the redirect.
        self.cookies.pop("messages", None)
        return answer.status, content, answer.getheader("Location") or ""


def live_for(seconds: float, worker: int, port: int) -> tuple[int, float]:
    """Live whole lives through the site for about `seconds`; how many, and how long it really took."""
    stage = Stage.set(worker)
    people = {name: Browser(port, name) for name in stage.actors}
    for _ in range(2):  # both server processes warm up
        _live(stage, people)
    began, lives = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        _live(stage, people)
        lives += 1
    return lives, time.perf_counter() - began


def _live(stage: Stage, people: dict[str, Browser]) -> None:
    filing = stage.filing
    opened = people["tiepnhan"].send(
        "/quay/",
        {
            "thu-tuc": filing.case.version.procedure.code,
            "viec": "tiep-nhan",
            "key": uuid.uuid4().hex,
            "case": filing.case.pk,
            "receiving_unit": filing.receiving_unit.pk,
            "competent_unit": filing.competent_unit.pk,
            "kind": filing.applicant.kind,
            "identifier": filing.applicant.identifier,
            "applicant_name": filing.applicant.name,
            "other": "Tờ khai",
            "return_channel": "counter",
        },
    )
    code = opened.rstrip("/").rpartition("/")[2]
    steps: list[tuple[str, Act, dict[str, object]]] = [
        ("tiepnhan", Act.TRANSFER, {"to_unit": stage.section.pk}),
        ("phong", Act.ASSIGN, {"handler": stage.handler.pk}),
        ("hotich", Act.DRAFT, {"outcome": "granted", "summary": "Đủ điều kiện giải quyết"}),
        ("hotich", Act.SUBMIT, {}),
        ("chutich", Act.SIGN, {"sha256": ""}),
        ("vanthu", Act.NUMBER, {"symbol": "GXN-UBND"}),
        ("vanthu", Act.MAKE_READY, {}),
        (
            "traketqua",
            Act.RETURN_AT_COUNTER,
            {"collected_by": filing.applicant.name, "identification": "receipt", "originals_returned": "on"},
        ),
    ]
    for seen, (name, act, fields) in enumerate(steps, start=1):
        path = f"/ho-so/{code}/{ACT_SLUGS[act]}/"
        answered = people[name].send(path, {"key": uuid.uuid4().hex, "seen": seen, **fields})
        if not answered.startswith("/ho-so/"):
            raise UnexpectedAnswer(f"{ACT_NAMES[act]}: {answered}")
