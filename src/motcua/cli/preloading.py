# SPDX-License-Identifier: EUPL-1.2
"""What the site needs is loaded once, before its workers are forked from this process."""

import gc
from importlib import import_module

_SHORT_LIVED = (20_000, 20, 20)
"""Objects made before the youngest are looked through: about as many as one page makes."""


def collect_seldom() -> None:
    """Look for rubbish once a page, not ten times.

    ⚡ Loading the program makes half a million objects that stay; looking through them while they come takes a tenth
    of the start.
    """
    gc.set_threshold(*_SHORT_LIVED)


def load_site() -> None:
    """Load settings, addresses, views, words and the frame of all pages.

    ⚡ Each worker would do it for itself while its first visitor waits.
    """
    from django.template.loader import get_template
    from django.urls import reverse
    from django.utils import translation

    import_module("motcua.settings.wsgi")
    for language in ("vi", "en"):
        with translation.override(language):
            reverse("home")
            get_template("web/base.html").render({})


def keep_loaded() -> None:
    """Take what is loaded out of the sight of the collector, right before the workers are forked.

    ⚡ Looking it through again and again takes as long as a page, and a worker that never touches it shares its
    memory with the others.
    """
    gc.collect()
    gc.freeze()
