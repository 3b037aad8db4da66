# SPDX-License-Identifier: EUPL-1.2
import os
import stat
from pathlib import Path

import psycopg
import pytest

from motcua.settings import locations
from motcua.settings.database_url import django_database
from motcua.settings.environment import VARIABLES, ConfigurationError, Environment, describe
from motcua.settings.secret_key import secret_key

ROOT = Path(__file__).resolve().parents[4]


def test_the_reference_page_is_current() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    assert page == describe(), "run: ./run configuration > docs/configuration.md"


def test_each_variable_is_declared_once_and_reads_its_own_default() -> None:
    names = [variable.name for variable in VARIABLES]
    assert len(names) == len(set(names))
    empty = Environment({})
    for variable in VARIABLES:
        getattr(empty, variable.kind)(variable.name)


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("yes", True), ("1", True), ("TRUE", True), ("no", False), ("off", False), ("", False)],
)
def test_flags(word: str, meaning: bool) -> None:
    assert Environment({"MOTCUA_DEBUG": word}).flag("MOTCUA_DEBUG") is meaning


def test_an_unknown_word_is_never_true() -> None:
    with pytest.raises(ConfigurationError, match="MOTCUA_HTTPS"):
        Environment({"MOTCUA_HTTPS": "maybe"}).flag("MOTCUA_HTTPS")
    with pytest.raises(ConfigurationError, match="MOTCUA_DATABASE_POOL"):
        Environment({"MOTCUA_DATABASE_POOL": "-1"}).number("MOTCUA_DATABASE_POOL")


def test_a_database_address_is_taken_apart() -> None:
    settings = django_database("postgresql://an:m%40t@db.example:6432/h%E1%BB%93?sslmode=require", pool=4)
    assert (settings["USER"], settings["PASSWORD"], settings["HOST"]) == ("an", "m@t", "db.example")
    assert (settings["PORT"], settings["NAME"]) == ("6432", "hồ")
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["OPTIONS"]["pool"]["max_size"] == 4
    assert "pool" not in django_database("postgres:///x", pool=0)["OPTIONS"]


UNUSABLE = [
    "mysql://h/x",
    "motcua",
    "postgresql://host",
    "postgresql://host/",
    "postgresql://host:port/x",
    "postgresql://[::1/x",
]


@pytest.mark.parametrize("url", UNUSABLE)
def test_an_unusable_address_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        django_database(url, pool=0)


@pytest.mark.parametrize("folder", ["/srv/một cửa/var/postgres", "/srv/a%b&c=d?e/postgres"])
def test_the_address_of_an_embedded_server_survives_odd_paths(folder: str) -> None:
    own = locations.Cluster(Path(folder), Path(folder))
    settings = django_database(own.url(), pool=0)
    assert settings["HOST"] == folder == psycopg.conninfo.conninfo_to_dict(own.url())["host"]


@pytest.mark.parametrize("name", ["x" * 120, "một, hai"])
def test_a_path_that_no_address_can_hold_gets_another_socket_folder(name: str) -> None:
    env = Environment({"MOTCUA_DATA_DIR": f"/srv/{name}"})
    own = locations.cluster("postgres", env)
    assert own.folder.is_relative_to("/srv")
    assert len(str(own.socket_dir / ".s.PGSQL.5432")) < 104
    assert "," not in str(own.socket_dir)


def test_root_keeps_data_where_the_server_user_can_reach_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    env = Environment({"MOTCUA_DATA_DIR": str(closed)})
    assert locations.cluster("postgres", env).folder.is_relative_to("/var/lib/motcua")
    assert locations.cluster("postgres", env) == locations.cluster("postgres", env)
    (closed / "postgres").mkdir()  # data that are there already are never left behind
    assert locations.cluster("postgres", env).folder == closed / "postgres"


def test_the_secret_key_is_made_once_and_only_for_its_owner(tmp_path: Path) -> None:
    key = secret_key("", tmp_path / "var")
    assert secret_key("", tmp_path / "var") == key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret-key"]
    assert secret_key("k" * 50, tmp_path) == "k" * 50
    with pytest.raises(ConfigurationError, match="quá ngắn"):
        secret_key("short", tmp_path)


def test_a_secret_key_that_cannot_be_kept_is_named() -> None:
    with pytest.raises(ConfigurationError, match="/proc/motcua"):
        secret_key("", Path("/proc/motcua"))
