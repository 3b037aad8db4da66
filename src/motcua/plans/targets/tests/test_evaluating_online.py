# SPDX-License-Identifier: EUPL-1.2
"""Sentences about how far procedures go online, held against the catalogue and lives led by real acts."""

from __future__ import annotations

from fractions import Fraction

from motcua.catalogue.models import ProcedureCase, ProcedureVersion
from motcua.dossiers.tests.office import Office
from motcua.plans.targets.course import course_of
from motcua.plans.targets.evaluating import standing_of
from motcua.plans.targets.language import read
from motcua.plans.targets.reaching import Tally
from motcua.plans.targets.resolving import resolved
from motcua.plans.targets.tests.friday import FRIDAY, standing
from motcua.scores.tests.quarter import Quarter
from motcua.statistics import listed


def test_dossiers_of_procedures_that_go_online_so_far(office: Office, quarter: Quarter) -> None:
    """A procedure counts at the level of its version on the day; one without a level counts at none."""
    told = "tỷ lệ hồ sơ trực tuyến, mức một phần, năm 2026 ≥ 80 %"
    most = ProcedureCase.objects.filter(version__procedure__code="9.000001")
    for cases in (most, ProcedureCase.objects.filter(dossiers__channel="online")):
        ProcedureCase.objects.create(
            version=cases[0].version, order=9, channel="online", online_level="partial"
        )
    ProcedureCase.objects.filter(channel="online").update(online_level="partial")
    found = standing(office, told)
    assert found.tally == Tally(Fraction(1), Fraction(5)) and found.reached is False
    ((cell, number),) = found.failing
    assert listed(cell).total == number == 4
    ProcedureCase.objects.filter(channel="online", version=most[0].version).update(online_level="full")
    assert standing(office, told).tally == Tally(Fraction(1), Fraction(1))
    full = standing(office, told.replace("một phần", "toàn trình"))
    assert (full.tally, full.failing[0][1]) == (Tally(Fraction(0), Fraction(4)), 4)
    course = course_of(full, resolved(full.expression, office.committee, FRIDAY))
    assert course is not None and course.points[-1].tally == full.tally
    ProcedureCase.objects.update(online_level=None)
    full = standing(office, told.replace("một phần", "toàn trình"))
    assert full.number is None and "chưa ghi thủ tục nào" in str(full.lacks)
    assert course_of(full, resolved(full.expression, office.committee, FRIDAY)) is None
    ballots = standing(office, "mức độ hài lòng, mức một phần, năm 2026 ≥ 90 %")
    assert "không chia được" in str(ballots.lacks)


def test_procedures_offered_online_are_those_of_the_catalogue(office: Office, quarter: Quarter) -> None:
    told = "tỷ lệ thủ tục cung cấp trực tuyến, năm 2026 ≥ 80 %"
    assert "chưa ghi cách nộp" in str(standing(office, told).lacks)
    for version in ProcedureVersion.objects.all():
        version.levels = ["commune"]
        version.save(update_fields=["levels"])
    case = ProcedureCase.objects.first()
    assert case is not None
    case.pk, case.order, case.channel = None, 9, "online"
    case.save(force_insert=True)
    found = standing(office, told)
    assert found.tally is not None
    versions = [
        one for one in ProcedureVersion.objects.all() if "commune" in one.levels and one.cases.exists()
    ]
    online = [one for one in versions if one.cases.filter(channel="online").exists()]
    assert (found.tally.part, found.tally.whole) == (len(online), len(versions))
    for narrowed in ("mức toàn trình", "mức một phần"):
        level = standing(office, told.replace(", năm", f", {narrowed}, năm"))
        assert level.number is None and "mức dịch vụ công" in str(level.lacks)
    case.online_level = "full"
    case.save(update_fields=["online_level"])
    unknown = [one for one in online if one.pk != case.version_id]
    level = standing(office, told.replace(", năm", ", mức toàn trình, năm"))
    assert level.tally == Tally(Fraction(1), Fraction(len(versions) - len(unknown)))
    province = office.commune.parent
    assert province is not None
    assert standing_of(read(told), province, FRIDAY).number is None  # no procedure of that level is on record
