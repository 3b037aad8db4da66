# SPDX-License-Identifier: EUPL-1.2
"""Addresses of what a page looks like: the parts of the system, one's own colours and keys, the language."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from motcua.web.design import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("thiet-ke/", views.parts, name="design"),
    path("giao-dien/", views.appearance, name="appearance"),
    path("ngon-ngu/", login_not_required(require_POST(set_language)), name="set_language"),
]
