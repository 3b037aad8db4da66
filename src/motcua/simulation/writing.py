# SPDX-License-Identifier: EUPL-1.2
"""The rows and events of a planned life while they are written down, and what several acts have in common.

Values are plain JSON from the beginning (as `dossiers.log.plain` makes them), so a change is told and stored by the
same text. Due dates, states and forms come from the law, as they do in the acts; only the database is not asked. The
test of this module plays plans through the acts themselves and compares field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from json import encoder
from typing import Any

from motcua.dossiers.acts.intake import PaperIn, digitisation_facts, paper_facts
from motcua.dossiers.log import canonical, plain
from motcua.dossiers.models import Dossier
from motcua.dossiers.performing import TRACKED
from motcua.law.deadlines import Interval, SupplementPolicy, due_at
from motcua.law.limits import Limit
from motcua.law.rule_sets import RuleSet, rule_set_on
from motcua.law.statuses import SETTLED
from motcua.law.transitions import Act, standard_transitions
from motcua.simulation import frozen, moments
from motcua.simulation.copying import NULL, cell
from motcua.simulation.found_by import search_words
from motcua.simulation.judged import judgement
from motcua.simulation.lives import Life, Step, first_due
from motcua.simulation.offices import Office
from motcua.simulation.scribing import OF_JOB, Scribe, line_of, of_life

_STATES = {act: (row.target, row.back) for act, row in standard_transitions().items()}
STATE_AFTER = {act: target.value for act, (target, _) in _STATES.items() if target is not None}
"""The state an act leads to, where that is always the same."""

_SETTLED = frozenset(state.value for state in SETTLED)
_DEFAULTS = {
    field.attname: plain(field.get_default())
    for field in Dossier._meta.concrete_fields
    if field.attname in TRACKED
}
_LETTERS = {
    Act.RECEIVE: "receipt",
    Act.TAKE_IN: "receipt",
    Act.ASK_SUPPLEMENT: "supplement_request",
    Act.ASK_SUPPLEMENT_BEFORE_RECEPTION: "supplement_request",
    Act.REFUSE: "refusal",
    Act.APOLOGISE: "apology",
    Act.STOP_ON_REQUEST: "stop_notice",
}

# ⚡ The encoder of `dossiers.log.canonical`, made once: a `JSONEncoder` makes it anew for every text. Where Python
# has none in C, the ordinary one serves.
_MAKE = getattr(encoder, "c_make_encoder", None)
encode_parts: Callable[[Any, int], Iterable[str]] = (
    _MAKE(None, None, encoder.encode_basestring, None, ":", ",", True, False, False)
    if _MAKE
    else lambda content, _: canonical(content).decode()
)

_SEAL = sha256().copy  # ⚡ making one costs more than copying one
Change = dict[str, Any]
Outcome = tuple[Change, dict[str, Any], list[str]]
"""What an act does: changed columns, facts of the event, warnings."""


@cache
def _rules_of(day: int) -> tuple[str, str, str]:
    """Rule set, forms and policy of supplements of a day, as the row keeps them."""
    rules = rule_set_on(moments.date_of(day * moments.DAY))
    return rules.code, rules.form_set.value.value, rules.supplement_policy.value.value


class Writing:
    """One life while it is being written."""

    def __init__(self, scribe: Scribe, life: Life) -> None:
        self.scribe, self.life, self.job = scribe, life, life.job
        self.calendar = scribe.calendar
        self.office: Office = life.office
        self.row: Change = {}
        self.sequence, self.hash = 0, ""
        self.received = 0
        self.papers: list[list[Any]] = []
        self.intervals: list[list[Any]] = []
        self.requests: list[list[Any]] = []
        self.consultations: list[list[Any]] = []

    def perform(self, step: Step, number: int, outcome: Outcome) -> None:
        """One act: the change it makes, the state it leads to, its event."""
        row, at = self.row, moments.text(step.at)
        changed, facts, warnings = outcome
        before = row.get("state", "")
        target, back = _STATES[step.act]
        if back:
            waits = (
                list(row["states_before_wait"])
                if "states_before_wait" not in changed
                else changed["states_before_wait"]
            )
            changed["state"], changed["states_before_wait"] = waits[-1], waits[:-1]
        elif target is not None:
            changed["state"] = target.value
        ends = changed.get("state") in _SETTLED and row.get("ended_at") is None
        if ends:
            changed["ended_at"] = at
            stood_since = self.stood_since if row.get("paused_since") is not None else None
        if row:
            told = {name: value for name, value in changed.items() if row[name] != value}
        else:
            told = {name: value for name, value in changed.items() if value is not None}
        row.update(changed)
        if step.act in _LETTERS:
            self.issue(step, number, facts)
        if ends and row["received_at"] is not None:
            facts["timeliness"] = judgement(self, step.at, stood_since)
        facts["changes"] = told
        if warnings:
            facts["warnings"] = warnings
        self.append(step, at, before, "".join(encode_parts(facts, 0)))

    def append(self, step: Step, at: str, before: str, text: str) -> None:
        """Seal the event with its data as canonical JSON, as `dossiers.log.seal` does, and keep its line."""
        life, hand, after = self.life, step.hand, self.row["state"]
        self.sequence = sequence = self.sequence + 1
        previous = self.hash
        # The keys of `dossiers.log.content_of` in the order in which the canonical form sorts them.
        sealed = (
            f'{{"act":"{step.act}","actor":{hand.json},"at":"{at}","data":{text},"dossier":"{life.code}",'
            f'"from":"{before}","previous":"{previous}","sequence":{sequence},"to":"{after}"}}'
        )
        seal = _SEAL()
        seal.update(sealed.encode())
        self.hash = digest = seal.hexdigest()
        stored = text.replace("\\", "\\\\") if "\\" in text else text
        self.scribe.events_out(
            f"{life.dossier_id}\t{sequence}\t{step.act}\t{at}\t{hand.columns}\t{before}\t{after}\t{stored}\t"
            f"{previous}\t{digest}\n"
        )
        self.last_at = at

    def close(self) -> None:
        """The rows that stand at the end of the life."""
        scribe, life, row, pk = self.scribe, self.life, self.row, self.life.dossier_id
        lines = scribe.lines
        scribe.events += self.sequence
        scribe.lives += 1
        of_job = scribe.of_jobs.get(self.job.case_id)
        if of_job is None:
            of_job = scribe.of_jobs[self.job.case_id] = "\t".join([cell(row[name]) for name in OF_JOB])
        lines["dossiers_dossier"].append(
            f"{pk}\t{life.secret}\t{self.last_at}\t{self.sequence}\t{self.hash}\t{of_job}\t{of_life(row)}\n"
        )
        lines["dossiers_searchentry"].append(f"{pk}\t{search_words(life, row)}\n")
        for *told, received, supplement, returned in self.papers:
            lines["dossiers_paper"].append(
                f"{pk}\t{scribe.paper(*told)}\t{received}\t{NULL if supplement is None else supplement}\t"
                f"{NULL if returned is None else returned}\n"
            )
        if self.intervals:
            lines["dossiers_clockinterval"] += [line_of(pk, values[:5]) for values in self.intervals]
        if self.consultations:
            lines["dossiers_consultation"] += [line_of(pk, values) for values in self.consultations]
        if self.requests:
            lines["dossiers_supplementrequest"] += [
                line_of(values[0], [pk, *values[1:]]) for values in self.requests
            ]

    def issue(self, step: Step, number: int, facts: dict[str, Any]) -> None:
        """The letter that the act issues, with the number that the event tells."""
        role, life = _LETTERS[step.act], self.life
        if (role == "receipt" and not life.with_receipt) or (role == "stop_notice" and step.series is None):
            return
        dossier = frozen.dossier_of(life, self.office, self.row)
        text = facts["letter"]["text"] if role != "receipt" else ""
        if role == "receipt":
            content = frozen.receipt(self.calendar, dossier, life, step, self.papers)
        elif role == "supplement_request":
            content = frozen.supplement_request(dossier, step, self.requests[-1], text)
        elif role == "refusal":
            content = frozen.refusal(dossier, step, text)
        elif role == "apology":
            content = frozen.apology(dossier, step, text)
        else:
            content = frozen.stop_notice(dossier, step, self.papers, text)
        self.scribe.lines["dossiers_letter"].append(
            frozen.line(life, self.row, step, number, self.sequence + 1, role, content)
        )

    # What several acts have in common.

    def opened(self, at: str) -> Change:
        """The row of a dossier that was just built (`dossiers.acts.intake.build`)."""
        life, job, office = self.life, self.job, self.office
        return {
            **_DEFAULTS,
            "code": life.code,
            "procedure_version_id": job.version_id,
            "case_id": job.case_id,
            "procedure_code": job.code,
            "procedure_name": job.name,
            "field_code": job.field_code,
            "channel": job.channel,
            "applicant_id": life.applicant_id,
            "applicant_name": life.applicant.name,
            "subject": life.subject,
            "receiving_unit_id": office.desk.pk,
            "competent_unit_id": office.agency.pk,
            "holder_unit_id": office.desk.pk,
            "filed_at": at,
            "limit_value": plain(job.limit_value),
            "limit_unit": job.limit_unit,
            "count_mode": job.mode.value,
            "cutoff": plain(job.cutoff),
            "calendar_code": office.desk.calendar_code,
            "return_channel": life.return_channel,
            "return_address": life.return_address,
            "fee_amount": plain(job.fee_amount),
            "fee_currency": job.fee_currency,
            "states_before_wait": [],
        }

    def papers_told(self, at: str) -> dict[str, Any]:
        """The papers that come with the dossier, and how the event tells them."""
        scan, online = self.life.scan, self.life.job.channel == "online"
        for paper in self.life.papers:
            counts = (0, 0) if online else (paper.originals, paper.copies)
            self.papers.append(
                [
                    len(self.papers) + 1,
                    paper.requirement_id,
                    paper.name,
                    *counts,
                    scan or None,
                    at,
                    None,
                    None,
                ]
            )
        told = [PaperIn(one[2], originals=one[3], copies=one[4], sha256=one[5] or "") for one in self.papers]
        return {"papers": paper_facts(told), "digitisation": digitisation_facts(told)}

    @property
    def has_scans(self) -> bool:
        """Whether a paper came as a file."""
        return any(paper[5] for paper in self.papers)

    def start(self, step: Step) -> Change:
        """The clock begins (`dossiers.clock.start`)."""
        minute = step.at // 60
        rules = _rules_of(step.at // moments.DAY)
        self.received = step.at
        due = moments.text(first_due(self.calendar, self.job, minute) * 60)
        receipt = self.scribe.tables.effective(minute, self.job.cutoff_minute)
        return {
            "received_at": moments.text(step.at),
            "rule_set": rules[0],
            "form_set": rules[1],
            "supplement_policy": rules[2],
            "effective_receipt": moments.text(receipt * 60),
            "due_original": due,
            "due_current": due,
        }

    def stop(
        self, step: Step, at: str, kind: str, reason: str, article: str
    ) -> tuple[Change, dict[str, Any]]:
        """The clock stands (`dossiers.clock.stop`)."""
        changed: Change = {"states_before_wait": [*self.row["states_before_wait"], self.row["state"]]}
        if self.row["received_at"] is None or self.row["paused_since"] is not None:
            return changed, {}
        self.intervals.append([kind, reason, article, at, None])
        self.stood_since = step.at
        changed["paused_since"] = at
        return changed, {"clock": "stopped", "kind": kind, "article": article}

    def go_on(self, step: Step, at: str) -> tuple[Change, dict[str, Any]]:
        """The clock goes on and the due date is derived anew (`dossiers.clock.go_on`)."""
        row = self.row
        if row["paused_since"] is None or len(row["states_before_wait"]) > 1:
            return {}, {}
        self.intervals[-1][4] = at
        self.intervals[-1].append((self.stood_since, step.at))
        pauses: list[Interval] = []
        supplements: list[Interval] = []
        for interval in self.intervals:
            begin, end = interval[5]
            whole = Interval(moments.moment(begin), moments.moment(end))
            (supplements if interval[0] == "supplement" else pauses).append(whole)
        due = moments.text(moments.of(self.due(pauses, supplements)))
        if row["reappointed_at"] is not None and row["due_current"] > due:
            return {"paused_since": None, "due_original": due}, {"clock": "running", "due": due}
        changed = {"paused_since": None, "due_original": due, "due_current": due}
        return changed, {"clock": "running", "due": due}

    def due(self, pauses: list[Interval], supplements: list[Interval]) -> Any:
        """The due date that the law gives."""
        return due_at(
            self.calendar,
            moments.moment(self.received),
            self.job.limit,
            mode=self.job.mode,
            cutoff=self.job.cutoff,
            pauses=pauses,
            supplements=supplements,
            supplement_policy=SupplementPolicy(self.row["supplement_policy"]),
        )

    def end(self, at: str) -> Change:
        """The dossier ends while its clock stands (`dossiers.clock.end`)."""
        if self.row["paused_since"] is not None:
            self.intervals[-1][4] = at
        return {"paused_since": None, "states_before_wait": []}

    def forms(self, step: Step) -> Change:
        """A dossier that was never received takes the forms of the day of its first letter."""
        if self.row["form_set"]:
            return {}
        return {"form_set": rule_set_on(moments.date_of(step.at)).form_set.value.value}

    def letter(self, step: Step, number: int, role: str) -> dict[str, Any]:
        """The number of a letter as the event keeps it."""
        if step.series is None:
            return {}
        unit, series, _ = step.series
        symbol = series.removeprefix("letter:")
        text = f"{number:02d}/{symbol}"
        return {"letter": {"role": role, "unit": unit, "number": number, "symbol": symbol, "text": text}}

    def ask(self, step: Step, at: str, rules: RuleSet, *, before: bool) -> tuple[dict[str, Any], list[str]]:
        """A request for further papers (`dossiers.acts.supplementing._request`)."""
        ordinal, told = len(self.requests) + 1, step.told
        warnings = []
        if ordinal >= rules.supplement_warn_from.value:
            warnings.append(
                f"Đây là lần yêu cầu bổ sung thứ {ordinal}. Pháp luật chỉ cho phép yêu cầu một lần."
            )
        days = rules.supplement_closing_days.value
        close = None
        if days:
            whole = due_at(self.calendar, moments.moment(step.at), Limit.parse(f"{days} working days"))
            close = moments.text(moments.of(whole))
        self.requests.append(
            [self.scribe.next_request, ordinal, before, told["items"], told["reason"], "", at, step.hand.person_id,
             close, None]
        )  # fmt: skip
        self.scribe.next_request += 1
        facts = {"request": ordinal, "items": told["items"], "reason": told["reason"], "override_reason": ""}
        return facts, warnings

    def complete(self, step: Step, at: str) -> dict[str, Any]:
        """Further papers come in (`dossiers.acts.supplementing._complete`)."""
        request = self.requests[-1]
        request[9] = at
        facts = []
        for name in step.told["papers"]:
            self.papers.append([len(self.papers) + 1, None, name, 1, 0, None, at, request[0], None])
            facts.append({"name": name, "originals": 1, "copies": 0, "sha256": ""})
        return {"request": request[1], "papers": facts}

    def originals_back(self, at: str) -> int:
        """Originals go back with the result; how many papers."""
        count = 0
        for paper in self.papers:
            if paper[3] and paper[8] is None:
                paper[8] = at
                count += 1
        return count
