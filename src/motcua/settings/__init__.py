# SPDX-License-Identifier: EUPL-1.2
"""Django's settings. What an operator may change is declared in ``environment.py``."""

from pathlib import Path

from motcua.settings.database_url import django_database
from motcua.settings.environment import environment as env
from motcua.settings.locations import cluster, data_dir
from motcua.settings.mail import *  # noqa: F403  one part of these settings
from motcua.settings.secret_key import secret_key
from motcua.settings.sign_in import *  # noqa: F403  one part of these settings

PACKAGE = Path(__file__).resolve().parents[1]
DATA_DIR = data_dir()

# ---- core
DEBUG = env.flag("MOTCUA_DEBUG")
SECRET_KEY = secret_key(env.text("MOTCUA_SECRET_KEY"), DATA_DIR)
ALLOWED_HOSTS = env.list("MOTCUA_ALLOWED_HOSTS")
ROOT_URLCONF = "motcua.web.urls"
WSGI_APPLICATION = "motcua.settings.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "motcua.organisations",
    "motcua.accounts",
    "motcua.catalogue",
    "motcua.documents",
    "motcua.dossiers",
    "motcua.accesses",
    "motcua.desk",
    "motcua.tickets",
    "motcua.risks",
    "motcua.conformance",
    "motcua.statistics",
    "motcua.reports",
    "motcua.evaluations",
    "motcua.scores",
    "motcua.reform",
    "motcua.inspections",
    "motcua.registers",
    "motcua.plans",
    "motcua.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.web.policies.Policies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "motcua.web.languages.ChosenLanguage",
    "motcua.web.readable.ReadableAddresses",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "motcua.web.account.unsent.KeepsUnsentForms",
    "motcua.web.account.duties.DutiesFirst",
    # Deny by default: a view is public only when it says so with @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.web.refusals.NamedErrors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "motcua.web.templatetags.wording"
            ],  # tr: the words of the law in the page's language
        },
    },
]

# ---- database: DATABASE_URL, else the embedded server, which motcua.database starts
DATABASES = {
    "default": django_database(
        env.text("DATABASE_URL") or cluster().url(), pool=env.number("MOTCUA_DATABASE_POOL")
    )
}

# ---- people: what belongs to signing in is in sign_in.py
AUTHENTICATION_BACKENDS = ["motcua.web.sessions.PersonBackend"]
SESSION_ENGINE = "motcua.web.sessions"

# ---- language and time. Vietnamese first; dates are shown as the law's forms write them.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

# ---- static files: served by the program itself under hashed names
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ---- security
HTTPS = env.flag("MOTCUA_HTTPS")
CSRF_TRUSTED_ORIGINS = env.list("MOTCUA_TRUSTED_ORIGINS")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one working day with its lunch break
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing inline, nothing from elsewhere; pages bring their scripts and styles as files.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes, files not counted

# ---- addresses and files
PUBLIC_URL = env.text("MOTCUA_PUBLIC_URL").rstrip("/")
FILE_STORE = env.path("MOTCUA_FILE_STORE") or DATA_DIR / "files"
CLAMAV = env.text("MOTCUA_CLAMAV")

# ---- logs go to standard error, for whatever runs the program to keep
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
