# SPDX-License-Identifier: EUPL-1.2
"""Make the web fonts from the package `fontpkg-be-vietnam-pro`: Latin and Vietnamese letters only, as WOFF2.

Run it after the package changed: ``python scripts/make_web_fonts.py``. Needs fonttools and brotli.
"""

import shutil
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset

FOLDER = Path(__file__).resolve().parent.parent / "src" / "motcua" / "web" / "static" / "motcua" / "fonts"
# Latin, Latin-1, Latin Extended A, ơ ư, combining marks, Vietnamese, punctuation, đồng sign, arrows, −, ✓.
LETTERS = "U+0020-007E,U+00A0-017F,U+01A0-01B0,U+0300-0323,U+1EA0-1EF9,U+2010-2026,U+20AB,U+2190-2193,U+2212"


def main() -> None:
    source = Path(fontpkg_be_vietnam_pro.__file__).parent
    FOLDER.mkdir(parents=True, exist_ok=True)
    for weight in ("Regular", "SemiBold"):
        target = FOLDER / f"be-vietnam-pro-{weight.lower()}.woff2"
        subset.main(
            [
                str(source / "files" / f"BeVietnamPro-{weight}.ttf"),
                f"--unicodes={LETTERS}",
                "--layout-features=kern,liga,mark,mkmk,ccmp,locl,tnum,lnum",
                "--flavor=woff2",
                f"--output-file={target}",
            ]
        )
        print(f"{target.name}: {target.stat().st_size} bytes")
    shutil.copyfile(source / "LICENSE", FOLDER / "OFL.txt")


if __name__ == "__main__":
    main()
