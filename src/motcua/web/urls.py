# SPDX-License-Identifier: EUPL-1.2
"""Every address of the site. A view is public only when it says so with `login_not_required`."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path, register_converter

from motcua.web.accesses import views as accesses
from motcua.web.administration.views import health
from motcua.web.desk import views as desk
from motcua.web.plans.work.by_link import by_link
from motcua.web.processes import views as processes
from motcua.web.slugs import ActConverter
from motcua.web.views import batches, dossiers, home, lookup, queues, returning, signing

register_converter(ActConverter, "act")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("dang-nhap/", include("motcua.web.account.entrance")),
    path("tai-khoan/", include("motcua.web.account.urls")),
    path("dang-xuat/", LogoutView.as_view(), name="sign_out"),
    path("", include("motcua.web.design.urls")),
    path("tim/", home.find, name="find"),
    path("tra-cuu/", lookup.lookup, name="lookup"),
    path("quay/", include("motcua.web.counter_urls")),
    path("so/", include("motcua.web.tickets.urls")),
    path("hang-doi/", queues.queues, name="queues"),
    path("hang-doi/nhieu/", batches.batch, name="batch"),
    path("hang-doi/<slug:slug>/", queues.queue, name="queue"),
    path("hang-doi/<slug:slug>/luu/", queues.save, name="save_filter"),
    path("hang-doi/<slug:slug>/xoa/<int:pk>/", queues.forget, name="forget_filter"),
    path("ky/", signing.signing, name="signing"),
    path("ky/luot/", signing.pile, name="sign_pile"),
    path("tra-ket-qua/", returning.returning, name="returning"),
    path("tra-ket-qua/bien-ban/", returning.handover, name="handover"),
    path("ho-so/<str:code>/", dossiers.dossier, name="dossier"),
    path("ho-so/<str:code>/phieu-kiem-soat/", dossiers.control_slip, name="control_slip"),
    path("ho-so/<str:code>/van-ban/<int:pk>/", dossiers.letter, name="letter"),
    path("ho-so/<str:code>/tep/<str:sha256>/", dossiers.file, name="file"),
    path("ho-so/<str:code>/xem/<str:sha256>/", dossiers.viewer, name="viewer"),
    path("ho-so/<str:code>/ghi-chu/", desk.note, name="note_add"),
    path("ho-so/<str:code>/luot-xem/", desk.looks, name="dossier_looks"),
    path("ho-so/<str:code>/ly-do-xem/", accesses.reason, name="look_reason"),
    path("ho-so/<str:code>/quy-trinh/", processes.course, name="dossier_process"),
    path("ho-so/<str:code>/<act:act>/", dossiers.act, name="act"),
    path("nhat-ky-xem/", include("motcua.web.accesses.urls")),
    path("nhac-viec/", include("motcua.web.desk.urls")),
    path("nguy-co/", include("motcua.web.risks.urls")),
    path("tuan-thu/", include("motcua.web.conformance.urls")),
    path("bao-cao/", include("motcua.web.reports.urls")),
    path("kiem-tra/", include("motcua.web.inspections.urls")),
    path("", include("motcua.web.registers.urls")),
    path("cai-cach/", include("motcua.web.reform.urls")),
    path("ke-hoach/", include("motcua.web.plans.urls")),
    path("ke-hoach/", include("motcua.web.plans.work.urls")),
    path("bao-viec/<str:work_token>/", by_link, name="plan_work_link"),
    path("vang-mat/", include("motcua.web.absence.urls")),
    path("quan-tri/quy-trinh/", include("motcua.web.processes.urls")),
    path("quan-tri/danh-muc/", include("motcua.web.catalogue.urls")),
    path("danh-gia/", include("motcua.web.evaluations.urls")),
    path("chi-so/", include("motcua.web.scores.index_urls")),
    path("cham-diem/", include("motcua.web.scores.urls")),
    path("niem-yet/", include("motcua.web.posting.urls")),
    path("so-lieu/", include("motcua.web.statistics.urls")),
    path("dieu-hanh/", include("motcua.web.statistics.control_urls")),
    path("quan-tri/", include("motcua.web.administration.urls")),
    path("song/", health.alive, name="alive"),
]

handler429 = "motcua.web.account.views.too_many"
handler500 = "motcua.web.failures.failed"
