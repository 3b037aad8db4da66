# SPDX-License-Identifier: EUPL-1.2
"""Speed of the statutory forms as JSON; the measuring itself is `motcua bench forms`."""

import json

from motcua.cli.bench_forms import measure

if __name__ == "__main__":
    print(json.dumps(measure(), indent=2, ensure_ascii=False))
