# SPDX-License-Identifier: EUPL-1.2
"""Kiểm tra tệp nhật ký hồ sơ, không cần phần mềm Một Cửa. Checks an exported log with nothing but Python.

    python verify_log.py TỆP.jsonl[.gz] [MÃ_BĂM]

MÃ_BĂM: mã băm của một điểm chốt đã ghi lại ở nơi khác; tệp phải chứa đúng điểm chốt đó.
In ra “OK …” (mã thoát 0), hoặc chỗ hỏng đầu tiên (mã thoát 1).
"""

import gzip
import hashlib
import json
import sys


def sha256(content):
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def check(true, *fault):
    if not true:
        raise ValueError(": ".join(fault))


def verify(lines, scope, wanted):
    """Goes through the lines once and returns the line of success; ValueError names the first broken link."""
    heads, early = {}, {}  # last (number, hash) of a dossier; events that came before their predecessor
    # "unbound" and "digest" begin anew at every checkpoint
    events, unbound, place, digest = 0, 0, (0, 0, 0), hashlib.sha256()
    last, seen, end = {"number": 0, "generation": 0, "upto": 0, "hash": ""}, {""}, None
    for verify.row, text in enumerate(lines, start=2):
        kind, content, where = (line := json.loads(text))["kind"], line.get("content"), f"dòng {verify.row}"
        check(end is None, where, "còn dữ liệu sau dòng kết thúc")
        if kind == "event":
            code, number = content["dossier"], content["sequence"]
            where = f"hồ sơ {code}, sự kiện số {number}"
            check(sha256(content) == line["hash"], where, "đã bị sửa nội dung (mã băm không khớp)")
            check(scope in ("all", code), where, f"không thuộc hồ sơ {scope}")
            count, head = heads.get(code, (0, ""))
            check(number > count and (code, number) not in early, where, "có hai lần")
            early[code, number] = line
            while (code, count + 1) in early:  # link every event whose turn has come
                link, count = early.pop((code, count + 1)), count + 1
                broken = f"hồ sơ {code}, sự kiện số {count}"
                check(link["content"]["previous"] == head, broken, "không nối với sự kiện liền trước")
                head = link["hash"]
            heads[code], events = (count, head), events + 1
        if kind in ("event", "other"):  # "other": of another dossier, only its hash is shown
            here = (line["generation"], line["transaction"], line["id"])
            check(place < here >= (last["generation"], last["upto"]), where, "sai vị trí trong nhật ký")
            digest.update(line["hash"].encode())
            place, unbound = here, unbound + 1
        elif kind == "checkpoint":
            where = f"điểm chốt số {content['number']}"
            check(content["number"] == last["number"] + 1, where, f"đứng sau điểm chốt số {last['number']}")
            check(content["previous"] == last["hash"], where, "không nối với điểm chốt liền trước")
            check(sha256(content) == line["hash"], where, "đã bị sửa nội dung (mã băm không khớp)")
            same = (content["events"], content["content"]) == (unbound, digest.hexdigest())
            after = "; ".join(f"hồ sơ {code} thiếu sự kiện liền trước số {number}" for code, number in early)
            check(same or (scope != "all" and not unbound), where, "sự kiện bị sửa, thêm hoặc bớt", after)
            last, unbound, digest = {**content, "hash": line["hash"]}, 0, hashlib.sha256()
            seen.add(line["hash"])
        elif kind == "end":
            end = line["events"], line["checkpoints"]
    check(not early, *(f"hồ sơ {code}: thiếu sự kiện liền trước số {number}" for code, number in early))
    check(end == (events, last["number"]), "tệp bị cắt: số sự kiện hoặc điểm chốt không khớp dòng kết thúc")
    check(wanted in seen, f"không có điểm chốt mang mã băm {wanted}")
    return f"OK {len(heads)} hồ sơ, {events} sự kiện, {last['number']} điểm chốt, {unbound} sự kiện chưa chốt"


if __name__ == "__main__":
    verify.row, (path, *rest) = 1, sys.argv[1:] or sys.exit(__doc__)
    try:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
            print(verify(file, json.loads(next(file))["scope"], "".join(rest)))
    except (ValueError, LookupError, TypeError, OSError, EOFError, StopIteration, RecursionError) as error:
        place = "" if type(error) is ValueError else f"dòng {verify.row} không đọc được: "
        sys.exit(f"HỎNG: {place}{error}")
