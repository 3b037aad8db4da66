# SPDX-License-Identifier: EUPL-1.2
"""Every environment variable of the project, declared once.

``docs/configuration.md`` is generated from this table (``motcua configuration``) and a test keeps the two
equal. Nothing else in the project reads ``os.environ``.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from motcua.errors import MotCuaError


class ConfigurationError(MotCuaError):
    """An environment variable holds something that cannot be used."""

    code = "configuration_error"


class Kind(StrEnum):
    """How the text of a variable is read."""

    TEXT = "text"
    FLAG = "flag"
    NUMBER = "number"
    LIST = "list"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: ``default`` is text, read in the same way as a value that was given."""

    name: str
    kind: Kind
    default: str
    help: str


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "DATABASE_URL",
        Kind.TEXT,
        "",
        "Address of a PostgreSQL server, version 15 or newer: `postgresql://user:password@host:5432/name`. "
        "Empty: the embedded server starts by itself and keeps its data in `MOTCUA_DATA_DIR`.",
    ),
    Variable(
        "MOTCUA_DATA_DIR",
        Kind.PATH,
        "",
        "Folder of everything that must be kept: the embedded database, the secret key, stored documents. "
        "Empty: `var/` of the checkout, or `~/.local/share/motcua` when installed as a package.",
    ),
    Variable(
        "MOTCUA_DATABASE_OS_USER",
        Kind.TEXT,
        "motcua",
        "System user that runs the embedded database when the program itself runs as root, which "
        "PostgreSQL refuses. Created when it does not exist.",
    ),
    Variable(
        "MOTCUA_DATABASE_POOL",
        Kind.NUMBER,
        "8",
        "Most database connections that one worker process keeps open. 0: one connection per request.",
    ),
    Variable(
        "MOTCUA_SECRET_KEY",
        Kind.TEXT,
        "",
        "Key that signs sessions and forms, at least 50 characters. Empty: made at the first start and kept in "
        "`secret-key` of the data folder, readable by its owner only.",
    ),
    Variable(
        "MOTCUA_DEBUG", Kind.FLAG, "no", "Django's debug pages. Never where other people can reach the site."
    ),
    Variable(
        "MOTCUA_ALLOWED_HOSTS",
        Kind.LIST,
        "127.0.0.1,localhost,[::1]",
        "Host names under which the site answers, separated by commas.",
    ),
    Variable(
        "MOTCUA_HTTPS",
        Kind.FLAG,
        "no",
        "Say yes when the site is reached by HTTPS through a proxy that sets `X-Forwarded-Proto`: cookies become "
        "secure, plain HTTP is redirected, HSTS is sent.",
    ),
    Variable(
        "MOTCUA_TRUSTED_ORIGINS",
        Kind.LIST,
        "",
        "Origins (`https://…`) from which forms are accepted beside the site itself, separated by commas.",
    ),
    Variable(
        "MOTCUA_PROXIES",
        Kind.NUMBER,
        "0",
        "How many proxies of your own stand between people and the site. Their `X-Forwarded-For` then names the "
        "address that is counted and written down at sign-in; 0 believes no such header.",
    ),
    Variable(
        "MOTCUA_SIGN_IN_TRIES",
        Kind.NUMBER,
        "5",
        "Wrong passwords in a row after which a name is locked.",
    ),
    Variable(
        "MOTCUA_SIGN_IN_LOCK_MINUTES",
        Kind.NUMBER,
        "15",
        "How long such a lock lasts, in minutes. An administrator can end it.",
    ),
    Variable(
        "MOTCUA_SECOND_FACTOR_ROLES",
        Kind.LIST,
        "",
        "Roles whose holders must sign in with a second factor, separated by commas, for example "
        "`system_admin,agency_head,clerk`. Whoever has none sets one up at the next sign-in before anything else.",
    ),
    Variable(
        "MOTCUA_PUBLIC_URL",
        Kind.TEXT,
        "http://127.0.0.1:8000",
        "Address under which people reach the site, without a slash at its end. It is printed on receipts and "
        "letters beside the QR code.",
    ),
    Variable(
        "MOTCUA_FILE_STORE",
        Kind.PATH,
        "",
        "Folder of papers, forms and results, each file named by its SHA-256. Empty: `files/` of the data folder.",
    ),
    Variable(
        "MOTCUA_CLAMAV",
        Kind.TEXT,
        "/run/clamav/clamd.ctl",
        "Where ClamAV's daemon listens: the path of its socket, or `host:port`. Every file that comes in is scanned "
        "there; where nothing listens, files are taken and recorded as not scanned.",
    ),
    Variable(
        "MOTCUA_MAIL_URL",
        Kind.TEXT,
        "",
        "Mail server for warnings to officials: `smtp://user:password@host:587` (STARTTLS), `smtps://…:465`, or "
        "`smtp+plain://host:25` without encryption, for a server on the same machine only. Empty: no mail is sent.",
    ),
    Variable(
        "MOTCUA_MAIL_FROM",
        Kind.TEXT,
        "Một Cửa <mot-cua@localhost>",
        "Sender of these mails.",
    ),
    Variable(
        "MOTCUA_MAIL_DIGEST_AT",
        Kind.TEXT,
        "07:15",
        "From this time on every working day each official gets the list of what is due, one mail a day.",
    ),
    Variable(
        "MOTCUA_MAIL_NAMES",
        Kind.FLAG,
        "no",
        "Whether mails may name applicants and quote notes. No: they carry the dossier's code and procedure only.",
    ),
    Variable(
        "MOTCUA_SHARED_DATA",
        Kind.PATH,
        "",
        "Tests only: folder with real input that is not part of the project. Empty: `shared` beside the "
        "checkout. Tests that need it are skipped where it is absent.",
    ),
)

_BY_NAME = {variable.name: variable for variable in VARIABLES}
_TRUE = frozenset({"1", "yes", "true", "on"})
_FALSE = frozenset({"0", "no", "false", "off"})


@dataclass(frozen=True, slots=True)
class Environment:
    """Reads declared variables from ``source``; asking for an undeclared one is a programming error."""

    source: Mapping[str, str] = field(default_factory=lambda: os.environ)

    def text(self, name: str) -> str:
        """The value, or the declared default when the variable is unset or empty."""
        return self.source.get(name, "").strip() or _BY_NAME[name].default

    def flag(self, name: str) -> bool:
        """A yes/no variable. Raises ConfigurationError for any other word."""
        word = self.text(name).lower()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise ConfigurationError(f"Biến môi trường {name} có giá trị “{word}”.", hint="Hãy ghi yes hoặc no.")

    def number(self, name: str) -> int:
        """A whole number, zero or more. Raises ConfigurationError otherwise."""
        word = self.text(name)
        if word.isascii() and word.isdigit():
            return int(word)
        raise ConfigurationError(
            f"Biến môi trường {name} có giá trị “{word}”.", hint="Hãy ghi một số nguyên không âm."
        )

    def list(self, name: str) -> list[str]:
        """The parts between commas, without empty ones."""
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def path(self, name: str) -> Path | None:
        """An absolute path, or None when the variable is unset."""
        word = self.text(name)
        return Path(word).expanduser().absolute() if word else None


environment = Environment()


def describe() -> str:
    """The reference page of all variables as Markdown: the content of ``docs/configuration.md``."""
    lines = [
        "# Configuration",
        "",
        "Generated by `motcua configuration > docs/configuration.md` from `motcua/settings/environment.py`.",
        "Every setting is an environment variable, and none is needed to start.",
        "",
    ]
    for variable in VARIABLES:
        default = f"`{variable.default}`" if variable.default else "empty"
        lines += [f"## `{variable.name}`", "", f"{variable.kind}, default {default}", "", variable.help, ""]
    return "\n".join(lines)


def for_child(**changes: str) -> dict[str, str]:
    """The environment of a process that this one starts: its own, with `changes`."""
    return {**os.environ, **changes}
