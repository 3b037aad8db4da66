# SPDX-License-Identifier: EUPL-1.2
"""Speed of the deadline engine as JSON; the measuring itself is `motcua bench deadline`."""

import json

from motcua.cli.bench_deadline import measure

if __name__ == "__main__":
    print(json.dumps(measure(), indent=2, ensure_ascii=False))
