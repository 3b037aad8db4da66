# SPDX-License-Identifier: EUPL-1.2
"""Settings of the test suite: the same program, with its own database server and a cheap password hash."""

from motcua.settings import *  # noqa: F403  the same but for what follows
from motcua.settings import DATA_DIR
from motcua.settings.database_url import django_database
from motcua.settings.environment import environment as env
from motcua.settings.locations import cluster

# A server of its own, so that no test can touch the data of the site. No pool: tests open few connections,
# and a pool's threads would outlive the test database.
DATABASES = {"default": django_database(env.text("DATABASE_URL") or cluster("test-postgres").url(), pool=0)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_STORE = DATA_DIR / "test-files"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STATIC_ROOT = None  # type: ignore[assignment]  # nothing is collected: files are found where they lie
