# SPDX-License-Identifier: EUPL-1.2
"""`motcua deadline` and `motcua bench deadline` as a person and a program call them."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from motcua.cli import bench_deadline as bench
from motcua.cli.deadline import deadline_command
from motcua.errors import MotCuaError

GOOD = {"received": "2024-02-07T15:30", "limit": "3 working days"}


def run(*arguments, **options):
    return CliRunner().invoke(deadline_command, arguments, **options)


def batch(*lines):
    text = b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    result = run("--batch", "-", input=text)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout_bytes.splitlines()]


def test_the_command_of_the_manual():
    result = run("--received", "2024-02-07T15:30", "--limit", "3 working days", "--cutoff", "15:00", "--json")
    answer = json.loads(result.output)
    assert answer["due_at"] == "2024-02-20T17:30:00+07:00"
    assert answer["effective_receipt"] == "2024-02-15T07:30:00+07:00"
    assert answer["explanation"]["sentences"][-1].startswith("Hạn giải quyết (3 ngày làm việc): 17:30")


def test_all_options_together():
    result = run(
        *("--received", "2024-03-04T10:00", "--limit", "1 working days", "--mode", "rolling", "--json"),
        *("--calendar", "vn-admin-saturday", "--supplement-policy", "pause"),
        *("--pause", "2024-03-04T14:00/2024-03-04T15:00", "--pause", "2024-03-04T15:00/2024-03-04T16:00"),
        *("--supplement", "2024-03-05T07:30/2024-03-05T08:30"),
    )
    assert json.loads(result.output)["due_at"] == "2024-03-05T15:00:00+07:00"


def test_for_people_it_prints_sentences_articles_and_warnings():
    result = run("--received", "2035-03-05T10:00", "--limit", "2 working hours")
    assert result.exit_code == 0
    assert "Hạn giải quyết: 14:00 thứ Hai, 05/03/2035" in result.output
    assert "Bộ luật Lao động 2019 Đ.105" in result.output
    assert "Lưu ý: Ngày nghỉ lễ năm 2035" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--received", "2024-02-07T15:30"],
        ["--received", "2024-02-07", "--limit", "1 days"],
        ["--received", "2024-02-07T15:30", "--limit", "1 week"],
        ["--received", "2024-02-07T15:30", "--limit", "1 days", "--mode", "fast"],
        ["--received", "2024-02-07T15:30", "--limit", "1 days", "--cutoff", "3pm"],
        ["--received", "2024-02-07T15:30", "--limit", "1 days", "--calendar", "../etc"],
        ["--received", "2024-02-07T15:30", "--limit", "1 days", "--calendar", "vn-admin@1"],
        ["--received", "2024-02-07T15:30", "--limit", "1 days", "--pause", "2024-02-08T10:00"],
        ["--received", "2024-02-07T15:30", "--limit", "1 days", "--supplement", "/"],
    ],
)
def test_a_refusal_is_named_and_also_json_when_asked(arguments):
    result = run(*arguments, "--json")
    assert isinstance(result.exception, MotCuaError)
    answer = json.loads(result.stdout)
    assert answer == {"error": str(result.exception), "code": result.exception.code}


def test_batch_does_not_mix_with_other_options():
    result = run("--batch", "-", "--limit", "1 days", input="")
    assert result.exit_code == 2


def test_batch_answers_each_line_and_goes_on_after_bad_ones():
    answers = batch(
        GOOD,
        {**GOOD, "mode": "rolling", "cutoff": None, "pauses": [], "supplements": None},
        [GOOD],
        b"not json\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        {**GOOD, "limits": "3 days"},
        {"limit": "3 days"},
        {**GOOD, "received": 20240207},
        {**GOOD, "received": "2024-02-07T25:30"},
        {**GOOD, "limit": "\ud800"},
        {**GOOD, "limit": "0 days"},
        {**GOOD, "pauses": "2024-02-08T10:00"},
        {**GOOD, "pauses": ["2024-02-09T10:00/2024-02-08T10:00"]},
        {**GOOD, "pauses": [7]},
        {**GOOD, "supplement_policy": "resume"},
        {**GOOD, "mode": {"civil": True}},
        {**GOOD, "calendar": ["vn-admin"]},
        {**GOOD, "calendar": "nowhere"},
        {**GOOD, "received": "2111-01-01T10:00"},
        {**GOOD, "limit": "999999 months"},
        {**GOOD, "received": "0001-01-01T00:00+14:00"},
        {**GOOD, "limit": "1 days"},
    )
    assert answers[0]["due_at"] == "2024-02-19T17:30:00+07:00"
    assert answers[1]["due_at"] == "2024-02-19T15:30:00+07:00"
    assert answers[-1]["due_at"] == "2024-02-15T17:30:00+07:00"
    for number, answer in enumerate(answers[2:-1], start=3):
        assert set(answer) == {"error", "code", "line"}
        assert answer["line"] == number
        assert answer["error"]


def test_batch_hands_back_ids_and_passes_over_blank_lines():
    answers = batch(
        {**GOOD, "id": 7, "cutoff": "", "pauses": "2024-02-15T08:00/2024-02-16T08:00"},
        b"\n",
        b"  \r\n",
        {"id": "b", "limit": "3 days"},
    )
    assert [answer["id"] for answer in answers] == [7, "b"]
    assert answers[0]["due_at"] == "2024-02-20T17:30:00+07:00"  # the 16th is paused: 15, 19 and 20 count
    assert answers[1]["error"]


def strictly(line):
    """JSON as others read it: without Python's own NaN and Infinity."""
    return json.loads(line, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


@pytest.mark.parametrize("given", ["NaN", "-Infinity", "1e400", "1.5", "[1]", "{}"])
def test_an_id_is_text_or_a_whole_number(given):
    line = json.dumps(GOOD)[:-1] + f', "id": {given}}}\n'
    result = run("--batch", "-", input=line + json.dumps(GOOD))
    refused, answered = map(strictly, result.stdout_bytes.splitlines())
    assert set(refused) == {"error", "code", "line"}
    assert answered["due_at"]


def test_a_calendar_kept_in_the_database_stops_no_batch():
    refused, answered = batch({**GOOD, "id": "a", "calendar": "vn-admin@1"}, GOOD)
    assert (refused["id"], refused["code"], refused["line"]) == ("a", "request_refused", 1)
    assert answered["due_at"]


def test_the_refusal_of_a_very_long_line_is_short_and_still_says_what_to_do():
    (refused,) = batch({**GOOD, "received": "9" * 5_000_000})
    assert len(refused["error"]) < 1_000
    assert refused["error"].endswith("ví dụ 2024-02-07T15:30.")


@pytest.mark.parametrize(
    "received",
    [
        *("2024-02-07T15:30", "2024-02-07 15:30", "2024-02-07T15:30:00", "2024-02-07T15:30:59.9"),
        *("2024-02-07T15:30+07:00", "2024-02-07T08:30Z", "2024-02-07T08:30+0000", "2024-02-07T15:30+07"),
    ],
)
def test_ways_to_write_a_moment(received):
    assert batch({**GOOD, "received": received})[0]["effective_receipt"] == "2024-02-07T15:30:00+07:00"


@pytest.mark.parametrize(
    "received",
    [
        *("2024-02-07115:30", "2024-02-07-15:30", "2024-02-07X15:30", "2024-W06T15:30", "2024-W06-3T15:30"),
        *("20240207T15:30", "2024-02-07T24:00", "2024-02-07T15:30:60", "2024-02-07T15:30+24:00"),
        *("2024-02-07T15", "2024-02-30T15:30", "\u0662\u0660\u0662\u0664-02-07T15:30", "2024-02-07T15:30+7"),
    ],
)
def test_a_moment_that_is_only_nearly_one_is_refused(received):
    assert batch({**GOOD, "received": received})[0]["code"] == "request_refused"


def test_batch_reads_a_file_without_a_last_line_end(tmp_path):
    path = tmp_path / "requests.jsonl"
    path.write_text(json.dumps(GOOD) + "\r\n" + json.dumps(GOOD), "utf-8-sig")  # with a mark of byte order
    assert run("--batch", str(path)).stdout_bytes.count(b'{"due_at":"2024-02-19T17:30:00+07:00"') == 2


def test_the_command_needs_no_django():
    code = (
        "import sys; from motcua.cli.deadline import deadline_command;"
        "deadline_command(['--received','2024-02-07T15:30','--limit','1 days','--json'],standalone_mode=False);"
        "sys.exit('django' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_the_benchmark_names_its_rates_and_peers(monkeypatch):
    for name, size in (("_SINGLES", 300), ("_EXPLAINED", 20), ("_BULK", 5_000), ("_SLOW", 20)):
        monkeypatch.setattr(bench, name, size)
    result = CliRunner().invoke(bench.bench_deadline, ["--json"])
    figures = json.loads(result.output)
    assert figures["single_per_second"] > 0
    assert figures["bulk_per_second"] > 0
    assert set(figures["ratios"]) == {"numpy.busday_offset", "workalendar", "businesstimedelta"}
    # The peers do the same job: they differ only around worked Saturdays, which two of them cannot be told.
    assert figures["peers"]["workalendar"]["equal_answers"] == 1.0
    assert figures["peers"]["numpy.busday_offset"]["equal_answers"] > 0.9
    assert figures["peers"]["businesstimedelta"]["equal_answers"] > 0.7


def test_a_missing_peer_is_no_ratio(monkeypatch):
    monkeypatch.setitem(sys.modules, "businesstimedelta", None)
    calendar = bench.load_calendar("vn-admin")
    assert bench._businesstimedelta(calendar, []) == (None, None, "not installed")
    assert bench._ratio(10.0, None) is None
