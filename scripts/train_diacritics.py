# SPDX-License-Identifier: EUPL-1.2
"""Learn to give Vietnamese text its diacritics back, from text of this project alone.

``PYTHONPATH=src python scripts/train_diacritics.py`` gathers every Vietnamese sentence of the project, sets a part of
it as page images (blurred, noisy, a little askew), has Tesseract read them as English, and learns from the pairs what
each letter becomes. It writes `data/diacritics/model.json.gz`. Needs the program `tesseract`; takes about ten
minutes.
"""

import gzip
import io
import json
import math
import random
import re
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein

from motcua.diacritics.model import FILE, LONGEST
from motcua.diacritics.restoring import BEGIN, NUMBER
from motcua.law.names import fold

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "src/motcua/documents/forms/fonts"
PLANS = ROOT / "data/diacritics/corpus"
MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+|\d[\d.,/%]*")
PLAN_WEIGHT = 3
ROUNDS = 6
STRIPPED = 0.12
"""Chance that a letter simply lost its mark, on top of what was seen: text may also come typed without marks."""

OWN, SAME_VOWEL, SAME_BASE, SHAPE = 0.79, 0.15, 0.05, 0.01
"""How the readings of a letter are mixed: those seen for itself; for the same letter with another tone; with another
hat or none; and what looks like it."""

SHAPES = {
    "e": "€¢&c6",
    "o": "0698¢",
    "a": "4@",
    "l": "1i|",
    "i": "1l",
    "đ": "p6",  # the bar of a large Đ is lost in a P
    "s": "§5",
}
"""Signs that a letter, whatever its marks, is often taken for."""

SHORT_FORMS = {
    "ủy ban nhân dân": "UBND",
    "hội đồng nhân dân": "HĐND",
    "thủ tục hành chính": "TTHC",
    "cải cách hành chính": "CCHC",
    "quy phạm pháp luật": "QPPL",
    "công nghệ thông tin": "CNTT",
    "dịch vụ công": "DVC",
}

Pair = tuple[str, str]


def sentences() -> Iterator[tuple[str, int]]:
    """Every Vietnamese line of the project, with the weight it counts by."""
    for path in sorted(PLANS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            for sentence in re.split(r"(?<=[.;:])\s", line):
                yield sentence, PLAN_WEIGHT
    kinds = {".py", ".html", ".yaml", ".md", ".typ", ".toml"}
    for folder in (ROOT / "data", ROOT / "src", ROOT / "docs"):
        for path in sorted(folder.rglob("*")):
            if (
                path.suffix in kinds
                and not {"tests", "samples"} & set(path.parts)
                and PLANS not in path.parents
            ):
                yield from ((line, 1) for line in _vietnamese(path.read_text("utf-8")))


def _vietnamese(text: str) -> Iterator[str]:
    """Runs of prose, without the code around them."""
    for line in text.splitlines():
        for run in re.split(r"[<>{}\"“”()\[\]=|`]|%\(\w+\)s", line):
            words = [one for one in WORD.findall(run) if not one[0].isdigit()]
            foreign = sum(not one.isupper() and not is_syllable(one.lower()) for one in words)
            if len(MARKED.findall(run)) >= 2 and foreign <= _FOREIGN * len(words):
                yield run.strip()


def told_short(sentence: str) -> str:
    """A sentence with the short forms that offices write: what follows `UBND` follows `Ủy ban nhân dân` too."""
    for long, short in SHORT_FORMS.items():
        sentence = re.sub(long, short, sentence, flags=re.IGNORECASE)
    return sentence


_ONSET = "(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oa
oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oong ô ôc ôi ôm ôn ông ôp
ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uân uâng uât uây uê uêch uênh uy uya
uych uynh uyt uyn uyu uyên uyêt uơ ư ưc ưi ưng ưt ưu ưm ưn ưa ươc ươi ươm ươn ương ươp ươt ươu y yên yêu yêm
yêt
"""
_SYLLABLE = re.compile(f"{_ONSET}(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "p", "t")
"""Behind these ends a syllable is said with a rising or a heavy tone only."""

_FOREIGN = 0.15
"""A run of prose with more words than this share that no Vietnamese could say is none."""


def toneless(word: str) -> str:
    """A word without its tone; hats, hooks of ơ and ư, and the bar of đ stay."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(one for one in parts if one not in _TONES))


def is_syllable(word: str) -> bool:
    """Whether a word in lower case is built as Vietnamese syllables are."""
    tones = [one for one in unicodedata.normalize("NFD", word) if one in _TONES]
    bare = toneless(word)
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not bare.endswith(_STOPS) or (len(tones) == 1 and tones[0] in "\u0301\u0323")


def tokens(sentence: str) -> list[str]:
    """Syllables in lower case, numbers as one sign."""
    found = WORD.findall(unicodedata.normalize("NFC", sentence))
    return [NUMBER if one[0].isdigit() else one.lower() for one in found]


def language() -> tuple[list[str], Counter[str], Counter[str]]:
    """The words that may be read, and how often two and three words follow each other."""
    known: set[str] = set()
    twos: Counter[str] = Counter()
    threes: Counter[str] = Counter()
    for sentence, weight in sentences():
        for form in {sentence, told_short(sentence)}:
            words = [BEGIN, BEGIN, *tokens(form)]
            for at in range(2, len(words)):
                twos[" ".join(words[at - 1 : at + 1])] += weight
                threes[" ".join(words[at - 2 : at + 1])] += weight
            # Foreign words only of the prose: `internet`, `website`. Code has too many.
            known |= {one for one in words if is_syllable(one) or (weight > 1 and re.match("[a-z]{5}", one))}
    return sorted(known), twos, threes


def lines_to_set(rng: random.Random, wanted: int) -> list[str]:
    """Lines of about ninety characters, as a letter has them."""
    prose = [line for path in sorted(PLANS.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    other = [line for line, weight in sentences() if weight == 1 and len(line) > 40]
    rng.shuffle(other)
    text = " ".join([*prose, *other[:wanted]])
    words, lines, line = text.split(), [], ""
    for word in words:
        if len(line) + len(word) > rng.randint(70, 95):
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return lines[:wanted]


def page(lines: list[str], rng: random.Random) -> Image.Image:
    """Some lines as a scanned page: blurred, noisy, half a degree askew."""
    size = rng.choice([30, 34, 40, 46])
    face = rng.choice(["Tinos-Regular.ttf"] * 4 + ["Tinos-Italic.ttf", "Tinos-Bold.ttf"])
    font = ImageFont.truetype(str(FONTS / face), size)
    image = Image.new("L", (int(size * 46), int(size * 1.6 * (len(lines) + 3))), 255)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((size * 2, int(size * 1.6 * (number + 1))), line, font=font, fill=rng.randint(0, 60))
    image = image.rotate(rng.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 1.3)))
    noise = np.random.default_rng(rng.randrange(2**32)).normal(
        0, rng.uniform(4, 22), (image.height, image.width)
    )
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype("uint8"))


def read(image: Image.Image) -> str:
    """What Tesseract makes of a page when it takes it for English."""
    told = io.BytesIO()
    image.save(told, "PNG")
    command = ["env", "OMP_THREAD_LIMIT=1", "tesseract", "-", "-", "-l", "eng", "--psm", "6"]
    answer = subprocess.run(command, input=told.getvalue(), capture_output=True, check=True)  # noqa: S603  no shell, a program of our own choice
    return answer.stdout.decode("utf-8")


def word_pairs(true: str, seen: str) -> Iterator[Pair]:
    """Words of the truth with what was read in their place."""
    mine, theirs = true.split(), seen.split()
    steps = Levenshtein.opcodes([fold(one)[:3] for one in mine], [fold(one)[:3] for one in theirs])
    for step in steps:
        wide = step.src_end - step.src_start
        if step.tag in {"equal", "replace"} and wide == step.dest_end - step.dest_start:
            for offset in range(wide):
                yield mine[step.src_start + offset].lower(), theirs[step.dest_start + offset].lower()


def training_pairs(pages: int, per_page: int) -> list[Pair]:
    """Pairs from many pages, without their punctuation and without numbers."""
    rng = random.Random(766)  # noqa: S311  the same pages every time
    lines = lines_to_set(rng, pages * per_page)
    chunks = [lines[first : first + per_page] for first in range(0, len(lines), per_page)]
    found: list[Pair] = []
    with ThreadPoolExecutor() as pool:
        for number, told in enumerate(pool.map(read, [page(chunk, rng) for chunk in chunks])):
            for true, seen in word_pairs(" ".join(chunks[number]), told):
                bare, got = true.strip('.,;:()–-“”"'), seen.strip('.,;:()–-“”"')
                if bare.isalpha() and got and abs(len(bare) - len(got)) <= 3:
                    found.append((unicodedata.normalize("NFC", bare), got))
            sys.stdout.write(f"\r{number + 1} of {len(chunks)} pages, {len(found)} words")
            sys.stdout.flush()
    return found


Table = dict[str, dict[str, float]]


def _prior(letter: str, seen: str) -> float:
    """Before anything was learnt: a letter is read as itself, without its mark, or as something as long."""
    if seen == letter:
        return -0.7
    if seen == fold(letter):
        return -1.0
    return -6.0 - 2.0 * abs(len(seen) - 1)


def cut(table: Table | None, true: str, seen: str) -> list[Pair] | None:
    """The likeliest way in which the letters of `true` became `seen`."""
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for at, letter in enumerate(true):
        for end in range(len(seen) + 1):
            for length in range(min(LONGEST, end) + 1):
                before = best.get((at, end - length))
                if before is None:
                    continue
                piece = seen[end - length : end]
                chance = _prior(letter, piece) if table is None else table[letter].get(piece, -9.0)
                score = before[0] + chance
                if score > best.get((at + 1, end), (-math.inf, 0))[0]:
                    best[at + 1, end] = (score, length)
    if (len(true), len(seen)) not in best:
        return None
    pieces, end = [], len(seen)
    for at in range(len(true), 0, -1):
        length = best[at, end][1]
        pieces.append((true[at - 1], seen[end - length : end]))
        end -= length
    return pieces[::-1]


def channel(pairs: list[Pair], letters: set[str]) -> Table:
    """Rounds of cutting and counting (hard EM)."""
    table: Table | None = None
    different = Counter(pairs)
    for _ in range(ROUNDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for (true, seen), times in different.items():
            for letter, piece in cut(table, true, seen) or ():
                counts[letter][piece] += times
        table = {letter: _logs(counts[letter], letter) for letter in letters | counts.keys()}
    return {letter: _kept(read) for letter, read in sorted(mixed(table or {}).items())}


def mixed(table: Table) -> Table:
    """What was seen for one letter may be seen for its kin: `ệ` is read as `€` where `ế` is."""
    chances = {
        letter: {piece: math.exp(one) for piece, one in read.items()} for letter, read in table.items()
    }
    told: Table = {}
    for letter in chances:
        mine: dict[str, float] = defaultdict(float)
        for share, key in ((OWN, str), (SAME_VOWEL, toneless), (SAME_BASE, fold)):
            kin = [one for one in chances if key(one) == key(letter)]
            for one in kin:
                for piece, chance in chances[one].items():
                    # That a letter is read as itself tells nothing about its kin.
                    if piece != one or one == letter:
                        mine[piece] += share * chance / len(kin)
        shapes = SHAPES.get(letter) or SHAPES.get(fold(letter), "")
        for sign in shapes:
            mine[sign] += SHAPE / len(shapes)
        told[letter] = {piece: math.log(chance) for piece, chance in mine.items()}
    return told


def _logs(counts: Counter[str], letter: str) -> dict[str, float]:
    whole = sum(counts.values())
    told: dict[str, float] = defaultdict(float)
    for piece, count in counts.items():
        told[piece] += (1 - STRIPPED) * count / (whole + 2)
    told[fold(letter)] += STRIPPED / 2 if whole else 0.6
    told[letter] += STRIPPED / 2 if whole else 0.3
    return {piece: math.log(chance) for piece, chance in told.items()}


def _kept(read: dict[str, float]) -> dict[str, float]:
    return {piece: round(chance, 2) for piece, chance in sorted(read.items()) if chance > -8.5}


def main(pages: int = 80, per_page: int = 36) -> None:
    """Learn both tables and write the model."""
    words, twos, threes = language()
    letters = {letter for word in words for letter in word if letter.isalpha()}
    pairs = training_pairs(pages, per_page)
    content = {
        "channel": channel(pairs, letters),
        "words": words,
        "twos": dict(sorted(twos.items())),
        "threes": dict(sorted(threes.items())),
    }
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    FILE.write_bytes(gzip.compress(told, 9, mtime=0))
    sys.stdout.write(
        f"\n{len(words)} words, {len(twos)} pairs, {len(pairs)} words read: {FILE.stat().st_size} bytes\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
