# SPDX-License-Identifier: EUPL-1.2
"""Make the pictures of docs/images from the browser tests: ``python scripts/make_screenshots.py``.

Needs Chromium and the development dependencies. Everybody in the pictures is made up.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from motcua.settings.environment import for_child

ROOT = Path(__file__).resolve().parent.parent
SHOWN = (
    "counter-desktop",
    "queue-mine-desktop",
    "queue-mine-phone",
    "dossier-late-desktop",
    "dossier-waiting-desktop-dark",
    "signing-desktop",
    "lookup-timeline-phone",
)
TALLEST = 1400  # pixels; below that a page only repeats itself
COLOURS = 128


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:randomly", "src/motcua/web/tests/test_pictures.py"],
            cwd=ROOT,
            env=for_child(MOTCUA_SCREENSHOTS=folder),
            check=True,
        )
        for name in SHOWN:
            picture = Image.open(Path(folder) / f"{name}.png").convert("RGB")
            picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
            target = ROOT / "docs" / "images" / f"page-{name}.png"
            picture.quantize(COLOURS).save(target, optimize=True)
            print(f"{target.name}: {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
