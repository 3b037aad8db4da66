# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site. A view is public only when it says so with `login_not_required`."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path, register_converter

from motcua.web.accesses import views as accesses
from motcua.web.slugs import ActConverter
from motcua.web.views import counter, dossiers, home, lookup, queues

register_converter(ActConverter, "act")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("dang-nhap/", home.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", LogoutView.as_view(), name="sign_out"),
    path("", include("motcua.web.design.urls")),
    path("tim/", home.find, name="find"),
    path("tra-cuu/", lookup.lookup, name="lookup"),
    path("quay/", counter.counter, name="counter"),
    path("quay/da-nhan/<str:code>/", counter.received, name="received"),
    path("hang-doi/", queues.queues, name="queues"),
    path("hang-doi/<slug:slug>/", queues.queue, name="queue"),
    path("ky/", queues.signing, name="signing"),
    path("tra-ket-qua/", queues.returning, name="returning"),
    path("ho-so/<str:code>/", dossiers.dossier, name="dossier"),
    path("ho-so/<str:code>/phieu-kiem-soat/", dossiers.control_slip, name="control_slip"),
    path("ho-so/<str:code>/van-ban/<int:pk>/", dossiers.letter, name="letter"),
    path("ho-so/<str:code>/tep/<str:sha256>/", dossiers.file, name="file"),
    path("ho-so/<str:code>/ly-do-xem/", accesses.reason, name="look_reason"),
    path("ho-so/<str:code>/<act:act>/", dossiers.act, name="act"),
    path("nhat-ky-xem/", include("motcua.web.accesses.urls")),
]
