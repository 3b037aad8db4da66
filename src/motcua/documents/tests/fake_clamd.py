# SPDX-License-Identifier: EUPL-1.2
"""A daemon that speaks clamd's protocol (`zINSTREAM`, `zVERSION`) and finds one harmless word."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BAD = b"THIS-WORD-COUNTS-AS-MALWARE"


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = self._command()
        if command == b"zVERSION":
            self.wfile.write(b"ClamAV 1.0.7/27000/Mon Mar  9 08:00:00 2026\0")
        elif command == b"zINSTREAM":
            content = self._stream()
            too_long = len(content) > getattr(self.server, "most", 1 << 30)
            answer = b"INSTREAM size limit exceeded. ERROR" if too_long else b"stream: OK"
            self.wfile.write((b"stream: Test.Word FOUND" if BAD in content else answer) + b"\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _command(self) -> bytes:
        told = b""
        while not told.endswith(b"\0"):
            told += self.rfile.read(1)
        return told[:-1]

    def _stream(self) -> bytes:
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        return content


@contextmanager
def fake_clamd(most: int = 1 << 30) -> Iterator[str]:
    """The daemon while it listens; gives its `host:port`. `most`: the longest stream it takes, in bytes."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.most = most
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
