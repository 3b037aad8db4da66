# SPDX-License-Identifier: EUPL-1.2
"""The exported log, checked by the stand-alone verifier as a control officer runs it."""

from __future__ import annotations

import ast
import gzip
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.dossiers.audit import export
from motcua.dossiers.errors import DossierUnknown
from motcua.dossiers.log import hash_of
from motcua.dossiers.models import Dossier, Event
from motcua.dossiers.tests.bound_log import checkpointed
from motcua.dossiers.tests.office import Office, open_office
from motcua.dossiers.tests.random_life import Life

VERIFIER = Path(__file__).resolve().parents[4] / "verifier" / "verify_log.py"
Lines = list[dict[str, Any]]


def load_verifier() -> Any:
    spec = importlib.util.spec_from_file_location("verify_log", VERIFIER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verifier = load_verifier()


def ask(lines: Lines, wanted: str = "") -> str:
    """The verifier's line of success. Raises ValueError with the first broken link."""
    texts = [json.dumps(line, ensure_ascii=False) for line in lines[1:]]
    return str(verifier.verify(iter(texts), lines[0]["scope"], wanted))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", str(VERIFIER), *arguments], capture_output=True, text=True, cwd="/"
    )


def read(path: Path) -> Lines:
    content = path.read_bytes()
    return [
        json.loads(line)
        for line in (gzip.decompress(content) if path.suffix == ".gz" else content).splitlines()
    ]


def make_log(office: Office) -> None:
    """Six random lives under three checkpoints, and one more event that nothing binds yet."""
    rng = random.Random(7)  # noqa: S311
    for _ in range(3):
        for _ in range(2):
            life = Life(office, rng.choice)
            life.begin()
            for _ in range(5):
                life.step()
        checkpointed()
    office.received()


@pytest.mark.django_db(transaction=True)
def test_what_is_exported_verifies_and_every_tampering_is_named(tmp_path: Path) -> None:
    make_log(open_office())
    path = tmp_path / "log.jsonl.gz"
    done = export(path, timezone.now())
    lines = read(path)
    assert done.events == Event.objects.count() == sum(line["kind"] == "event" for line in lines)
    assert done.checkpoints == 3
    assert not list(tmp_path.glob(".*"))

    good = run(str(path), done.last_checkpoint)
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == f"OK 7 hồ sơ, {done.events} sự kiện, 3 điểm chốt, 1 sự kiện chưa chốt\n"
    assert run(str(path)).returncode == 0
    wrong = run(str(path), "0" * 64)
    assert wrong.returncode == 1 and "không có điểm chốt" in wrong.stderr

    every_tampering_is_named(lines)

    one = Dossier.objects.earliest("id")
    part = tmp_path / "one.jsonl"
    partial = export(part, timezone.now(), dossier=one.code)
    assert partial.events == one.last_sequence and partial.checkpoints == 3
    assert partial.last_checkpoint == done.last_checkpoint
    assert {line["content"]["dossier"] for line in read(part) if line["kind"] == "event"} == {one.code}
    assert run(str(part), done.last_checkpoint).returncode == 0
    every_tampering_is_named(read(part))


@pytest.mark.django_db
def test_a_dossier_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DossierUnknown):
        export(tmp_path / "x.jsonl", timezone.now(), dossier="H99.50.05-260309-0001")
    assert list(tmp_path.iterdir()) == []


def every_tampering_is_named(lines: Lines) -> None:
    places = [place for place, line in enumerate(lines) if line["kind"] == "event"]
    bound = [place for place in places if any(line["kind"] == "checkpoint" for line in lines[place:])]

    # The hash noted elsewhere: without it nobody can tell that the end of the log, checkpoint and all, was left out.
    anchor = next(line["hash"] for line in reversed(lines) if line["kind"] == "checkpoint")

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(st.sampled_from(sorted(TAMPERINGS)), st.data())
    def tamper(name: str, data: st.DataObject) -> None:
        changed = json.loads(json.dumps(lines))
        named = TAMPERINGS[name](changed, bound, data)
        with pytest.raises(ValueError) as fault:
            ask(changed, anchor)
        assert any(part in str(fault.value) for part in named), (name, named, str(fault.value))

    @settings(max_examples=20)
    @given(st.randoms(use_true_random=False))
    def reorder_keys(rng: random.Random) -> None:
        assert ask([shuffled(line, rng) for line in lines]).startswith("OK")

    tamper()
    reorder_keys()


def shuffled(value: Any, rng: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {key: shuffled(value[key], rng) for key in keys}
    return [shuffled(item, rng) for item in value] if isinstance(value, list) else value


def place_of(line: dict[str, Any]) -> str:
    return f"hồ sơ {line['content']['dossier']}, sự kiện số {line['content']['sequence']}"


def change_a_field(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    line = lines[data.draw(st.sampled_from(places))]
    named = [place_of(line)]
    field = data.draw(st.sampled_from(["act", "at", "to", "data.changes", "actor.name", "data.more"]))
    first, _, second = field.partition(".")
    if second:
        line["content"][first][second] = "khác"
    else:
        line["content"][first] = "khác"
    return named


def swap_two_events(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    one, other = data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True))
    named = [place_of(lines[one]), place_of(lines[other]), "điểm chốt"]
    for name in ("hash", "content"):
        lines[one][name], lines[other][name] = lines[other][name], lines[one][name]
    return named


def swap_two_lines(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    one, other = sorted(data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=2, unique=True)))
    lines[one], lines[other] = lines[other], lines[one]
    # The first line that stands too early or too late is named, or the checkpoint it left.
    return ["sai vị trí", "điểm chốt"]


def drop_the_last_event(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    code = lines[data.draw(st.sampled_from(places))]["content"]["dossier"]
    place = max(place for place in places if lines[place]["content"]["dossier"] == code)
    following = next(line for line in lines[place:] if line["kind"] == "checkpoint")
    del lines[place]
    lines[-1]["events"] -= 1
    return [f"điểm chốt số {following['content']['number']}", code]


def drop_an_event(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    place = data.draw(st.sampled_from(places))
    code = lines[place]["content"]["dossier"]
    following = next(line for line in lines[place:] if line["kind"] == "checkpoint")
    del lines[place]
    lines[-1]["events"] -= 1
    return [f"điểm chốt số {following['content']['number']}", code]


def drop_a_dossier(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    code = lines[data.draw(st.sampled_from(places))]["content"]["dossier"]
    kept = [line for line in lines if line["kind"] != "event" or line["content"]["dossier"] != code]
    lines[-1]["events"] -= len(lines) - len(kept)
    lines[:] = kept
    return ["điểm chốt số", "tệp bị cắt"]


def forge_with_right_hashes(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    """A new last event of some dossier, linked and hashed as it should be, put before a checkpoint."""
    code = lines[data.draw(st.sampled_from(places))]["content"]["dossier"]
    last = max(place for place in places if lines[place]["content"]["dossier"] == code)
    later = [place for place in places if place >= last]
    place = data.draw(st.sampled_from(later))
    content = json.loads(json.dumps(lines[last]["content"]))
    content |= {"sequence": content["sequence"] + 1, "previous": lines[last]["hash"]}
    forged = {**lines[place], "id": lines[place]["id"], "hash": hash_of(content), "content": content}
    forged["id"] += 0.5  # between two rows, wherever that is
    following = next(line for line in lines[place:] if line["kind"] == "checkpoint")
    lines.insert(place + 1, forged)
    lines[-1]["events"] += 1
    return [f"điểm chốt số {following['content']['number']}", f"hồ sơ {code}"]


def rewrite_with_right_hashes(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    """Change one event and rehash its chain to the end: only the checkpoint can tell."""
    begun = data.draw(st.sampled_from(places))
    code, previous = lines[begun]["content"]["dossier"], None
    lines[begun]["content"]["data"]["more"] = "khác"
    for line in lines[begun:]:
        if line["kind"] == "event" and line["content"]["dossier"] == code:
            line["content"]["previous"] = previous or line["content"]["previous"]
            line["hash"] = previous = hash_of(line["content"])
    following = next(line for line in lines[begun:] if line["kind"] == "checkpoint")
    return [f"điểm chốt số {following['content']['number']}"]


def change_a_checkpoint(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    checkpoint = data.draw(st.sampled_from([line for line in lines if line["kind"] == "checkpoint"]))
    field = data.draw(st.sampled_from(["made_at", "upto", "events", "content", "previous", "number"]))
    checkpoint["content"][field] = 10**6 if field in ("upto", "events", "number") else "khác"
    return ["điểm chốt số"]


def drop_a_checkpoint(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    lines.remove(data.draw(st.sampled_from([line for line in lines if line["kind"] == "checkpoint"])))
    lines[-1]["checkpoints"] -= 1
    return ["điểm chốt số", "không có điểm chốt"]


def cut_the_file(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    del lines[data.draw(st.integers(1, len(lines) - 1)) :]
    return ["tệp bị cắt", "thiếu sự kiện"]


def repeat_an_event(lines: Lines, places: list[int], data: st.DataObject) -> list[str]:
    place = data.draw(st.sampled_from(places))
    lines.insert(data.draw(st.integers(place, max(places))) + 1, lines[place])
    return [place_of(lines[place])]


TAMPERINGS: dict[str, Callable[[Lines, list[int], st.DataObject], list[str]]] = {
    function.__name__: function
    for function in (
        change_a_field,
        swap_two_events,
        swap_two_lines,
        drop_the_last_event,
        drop_an_event,
        drop_a_dossier,
        forge_with_right_hashes,
        rewrite_with_right_hashes,
        change_a_checkpoint,
        drop_a_checkpoint,
        cut_the_file,
        repeat_an_event,
    )
}


def test_the_verifier_is_short_and_imports_nothing_but_the_standard_library() -> None:
    text = VERIFIER.read_text("utf-8")
    assert len(text.splitlines()) < 80
    imported = {
        name.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    assert imported <= {"gzip", "hashlib", "json", "sys"}


@pytest.mark.parametrize("content", [b"", b"x", b"{}\n", b'{"scope": "all"}\n', b'{"scope": "all"}\n[1]\n'])
def test_what_is_no_log_is_refused_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    done = run(str(path))
    assert done.returncode == 1
    assert done.stderr.startswith("HỎNG")
    assert run(str(tmp_path / "none")).stderr.startswith("HỎNG")
    assert "MÃ_BĂM" in run().stderr


@pytest.mark.parametrize(
    "broken", ["", "5", "[1]", '{"kind": "event"}', '{"kind": "event", "content": null}', "[" * 99999]
)
def test_a_line_that_is_none_is_named_by_its_number(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "x.jsonl"
    for lines, number in ((['{"scope": "all"}', broken], 2), ([broken, '{"scope": "all"}'], 1)):
        path.write_text("\n".join([*lines, ""]), "utf-8")
        done = run(str(path))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"HỎNG: dòng {number} không đọc được: ")
