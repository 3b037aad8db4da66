# SPDX-License-Identifier: EUPL-1.2
"""Which HTTP methods a page takes, beside Django's own `require_safe` and `require_POST`."""

from __future__ import annotations

from django.views.decorators.http import require_http_methods

require_form = require_http_methods(["GET", "HEAD", "POST"])
"""A page that shows a form and takes it back."""
