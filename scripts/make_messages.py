# SPDX-License-Identifier: EUPL-1.2
"""Gather every string of the interface into the English catalogue, and compile it.

``PYTHONPATH=src python scripts/make_messages.py`` adds what is new with an empty translation, drops what is gone,
compiles what is there, and says how much is still untranslated. Needs Babel and polib, no gettext programs.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "motcua"
CATALOGUE = PACKAGE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
Message = tuple[str, str | None]  # the words, and their plural where they have one


def wanted() -> dict[Message, set[str]]:
    """Every message of the site with the files it stands in."""
    from motcua.web.wording import vocabularies

    found: dict[Message, set[str]] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]):
        if "tests" in path.parts:
            continue
        for message in _in_file(path):
            found.setdefault(message, set()).add(path.relative_to(PACKAGE).as_posix())
    for word in vocabularies():
        found.setdefault((word, None), set()).add("vocabularies")
    return found


def _in_file(path: Path) -> Iterator[Message]:
    from django.utils.translation.template import templatize

    source = path.read_text("utf-8")
    if path.suffix == ".html":
        source = templatize(source, origin=str(path))
    for _line, _function, words, _comments in extract_python(
        io.BytesIO(source.encode()), list(KEYWORDS), [], {"encoding": "utf-8"}
    ):
        many = isinstance(words, tuple)
        first = words[0] if many else words
        if isinstance(first, str) and first:
            second = words[1] if many and len(words) > 1 and isinstance(words[1], str) else None
            yield first, second


def read() -> polib.POFile:
    """The English catalogue as it is kept."""
    return polib.pofile(str(CATALOGUE), wrapwidth=110) if CATALOGUE.exists() else polib.POFile(wrapwidth=110)


def main() -> None:
    """Bring the catalogue in step with the source, and compile it."""
    old, new = (
        {(entry.msgid, entry.msgid_plural or None): entry for entry in read()},
        polib.POFile(wrapwidth=110),
    )
    new.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for (words, plural), places in sorted(wanted().items(), key=lambda item: (item[0][0], item[0][1] or "")):
        kept = old.get((words, plural))
        entry = polib.POEntry(msgid=words, occurrences=[(place, "") for place in sorted(places)])
        if plural is None:
            entry.msgstr = kept.msgstr if kept else ""
        else:
            entry.msgid_plural = plural
            entry.msgstr_plural = kept.msgstr_plural if kept else {0: "", 1: ""}
        if "%(" in words:
            entry.flags.append("python-format")
        new.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(CATALOGUE))
    new.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    sys.stdout.write(f"{len(new)} messages, {len(new.untranslated_entries())} without English words\n")


if __name__ == "__main__":
    import motcua.settings.wsgi  # noqa: F401  prepares Django as the site does; nothing is asked of a database

    main()
