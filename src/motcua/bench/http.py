# SPDX-License-Identifier: EUPL-1.2
"""The same life through the site: each act is one form sent to a server, as a browser would send it.

A client signs in once per role, keeps its connections open, and follows no redirect: the answer to a form is the
redirect, the page behind it is another request that an officer may or may not need.
"""

from __future__ import annotations

import re
import socket
import time
import uuid
from collections.abc import Callable
from urllib.parse import urlencode

from django.db import connection, transaction

from motcua.bench.lives import Stage
from motcua.demo import setup
from motcua.errors import MotCuaError
from motcua.law.transitions import ACT_NAMES, Act
from motcua.web.slugs import ACT_SLUGS

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')

_IDLE_SECONDS = 10.0
"""After this the server may have closed a connection that nobody used."""

_SETTLING_SECONDS = 5.0
"""Lived before anything is counted: the workers warm up, and what runs beside the site has started by then."""


class UnexpectedAnswer(MotCuaError):
    """The site answered a form of the benchmark with something else than success."""

    code = "unexpected_answer"


class Browser:
    """One signed-in person with an open connection.

    It writes and reads the connection itself: a client that understood all of HTTP would take as much processor time
    as the database, and the client is not what is measured.
    """

    def __init__(self, port: int, username: str) -> None:
        self.port = port
        self._connect()
        self.cookies: dict[str, str] = {}
        page = self._ask("GET", "/dang-nhap/")[1]
        found = _TOKEN.search(page)
        if found is None:
            raise UnexpectedAnswer("Trang đăng nhập không có mã chống giả mạo.")
        self.token = found.group(1).decode()
        self.send("/dang-nhap/", {"username": username, "password": setup.PASSWORD})
        self.token = self.cookies["csrftoken"]

    def _connect(self) -> None:
        self.connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.used_at = time.monotonic()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def read(self, path: str) -> bytes:
        """A page or file, redirects followed once. Raises `UnexpectedAnswer` when it is not there."""
        status, content, location = self._ask("GET", path)
        if status == 302:
            status, content, _ = self._ask("GET", location)
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

    def _ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {cookies}"]
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        if time.monotonic() - self.used_at > _IDLE_SECONDS:
            self.close()
            self._connect()
        self.connection.sendall("\r\n".join([*lines, "", body]).encode("ascii"))
        status, headers, content = self._answer()
        self.used_at = time.monotonic()
        for told in headers.get("set-cookie", ()):
            name, _, rest = told.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        # What the site wants to tell is shown, and taken out of the cookie, by the page behind the redirect.
        self.cookies.pop("messages", None)
        return status, content, headers.get("location", [""])[0]

    def _answer(self) -> tuple[int, dict[str, list[str]], bytes]:
        head, _, content = self._until(lambda got: b"\r\n\r\n" in got).partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers: dict[str, list[str]] = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers.setdefault(name.lower(), []).append(value.strip())
        if "content-length" not in headers:
            raise UnexpectedAnswer(f"{first}: không cho biết độ dài.")
        length = int(headers["content-length"][0])
        content = self._until(lambda got: len(got) >= length, content)
        return int(first.split(" ")[1]), headers, content

    def _until(self, whole: Callable[[bytes], bool], got: bytes = b"") -> bytes:
        while not whole(got):
            more = self.connection.recv(65536)
            if not more:
                raise UnexpectedAnswer("Máy chủ đóng kết nối giữa chừng.")
            got += more
        return got


def live_for(seconds: float, worker: int, port: int) -> tuple[int, float]:
    """Live whole lives through the site for about `seconds`; how many, and how long it really took."""
    stage = Stage.set(worker)
    people = _signed_in(port, [*stage.actors], worker)
    _live_on(stage, people, _SETTLING_SECONDS)
    return _live_on(stage, people, seconds)


def _signed_in(port: int, names: list[str], worker: int) -> dict[str, Browser]:
    """Everybody at a browser. One name signs in once at a time: many tries at once are what locks it."""
    people = {}
    first = worker % len(names)
    for name in names[first:] + names[:first]:  # nobody waits for all others
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [name])
            people[name] = Browser(port, name)
    return people


def _live_on(stage: Stage, people: dict[str, Browser], seconds: float) -> tuple[int, float]:
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
