# SPDX-License-Identifier: EUPL-1.2
"""Commands as an operator runs them, on the test database: here, or as a process where that is the point."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.db import connection

from motcua.cli import main


@dataclass(frozen=True, slots=True)
class Operator:
    """Types commands and reads what they say; only for tests whose rows are committed."""

    screen: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command in this process, which has read all of the program already."""
        self.screen.readouterr()
        with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as left:
            patch.setenv("DATABASE_URL", _address())
            main(list(arguments))
        told = self.screen.readouterr()
        code = left.value.code
        return subprocess.CompletedProcess(
            arguments, code if isinstance(code, int) else 1, told.out, told.err
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """The command as a process that leads a group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "motcua", *arguments],
            env={**os.environ, "DATABASE_URL": _address()},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run_apart(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command as a process, to its end."""
        with self.start(*arguments) as running:
            out, err = running.communicate()
        return subprocess.CompletedProcess(arguments, running.returncode, out, err)


def _address() -> str:
    settings = connection.settings_dict
    who = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    place = f"host={quote(str(settings['HOST']), safe='')}&port={settings['PORT']}"
    return f"postgresql://{who}@/{settings['NAME']}?{place}"
