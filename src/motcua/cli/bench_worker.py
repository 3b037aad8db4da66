# SPDX-License-Identifier: EUPL-1.2
"""One process of a lifecycle measurement: ``python -m motcua.cli.bench_worker KIND SECONDS NUMBER PORT``.

Prints one JSON object, or, for the kind ``prepare``, nothing. DATABASE_URL names the database to measure in.
"""

import json
import sys
from typing import Any

from motcua.cli.environment import with_database


def main(kind: str, seconds: float, number: int, port: int) -> None:
    """Run one kind of work and print what came of it."""
    with with_database():
        if kind == "prepare":
            from motcua.demo.setup import set_up

            set_up()
            return
        told = _share(seconds, number) if kind == "share" else _lives(kind, seconds, number, port)
    json.dump(told, sys.stdout)


def _lives(kind: str, seconds: float, number: int, port: int) -> dict[str, Any]:
    lives, took = _measure(kind, seconds, number, port)
    return {"lives": lives, "seconds": took}


def _share(seconds: float, number: int) -> dict[str, Any]:
    from motcua.bench.statistics_share import measure

    return measure(seconds, number).to_dict()


def _measure(kind: str, seconds: float, number: int, port: int) -> tuple[int, float]:
    from motcua.bench import bare, http, lives

    if kind == "acts":
        return lives.live_for(seconds, number)
    if kind == "http":
        return http.live_for(seconds, number, port)
    return bare.replay_for(seconds, bare.record(lives.Stage.set(number)))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
