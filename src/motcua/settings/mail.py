# SPDX-License-Identifier: EUPL-1.2
"""How mails leave the house. Without `MOTCUA_MAIL_URL` none is written and none is sent."""

import datetime as dt
from urllib.parse import unquote, urlsplit

from motcua.settings.environment import ConfigurationError
from motcua.settings.environment import environment as env

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
_PATTERN = "Hãy viết theo mẫu smtp://tên:mật-khẩu@máy-chủ:587, smtps://… hoặc smtp+plain://… (không mã hóa)."


def _time_of_day(word: str) -> dt.time:
    try:
        return dt.time.fromisoformat(word)
    except ValueError as error:
        raise ConfigurationError(
            f"Biến môi trường MOTCUA_MAIL_DIGEST_AT có giá trị “{word}”.", hint="Hãy ghi giờ như 07:15."
        ) from error


_url = urlsplit(env.text("MOTCUA_MAIL_URL"))
if _url.scheme and (_url.scheme not in _PORTS or not _url.hostname):
    raise ConfigurationError("MOTCUA_MAIL_URL không dùng được.", hint=_PATTERN)

MAIL_ENABLED = bool(_url.scheme)
MAIL_NAMES = env.flag("MOTCUA_MAIL_NAMES")
MAIL_DIGEST_AT = _time_of_day(env.text("MOTCUA_MAIL_DIGEST_AT"))
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _url.hostname or ""
EMAIL_PORT = _url.port or _PORTS.get(_url.scheme, 25)
EMAIL_HOST_USER = unquote(_url.username or "")
EMAIL_HOST_PASSWORD = unquote(_url.password or "")
EMAIL_USE_TLS = _url.scheme == "smtp"
EMAIL_USE_SSL = _url.scheme == "smtps"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.text("MOTCUA_MAIL_FROM")
