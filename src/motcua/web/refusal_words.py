# SPDX-License-Identifier: EUPL-1.2
"""Refusals on a page in English: one English sentence by error code before the Vietnamese words with the facts.

The rooms below refuse in Vietnamese, with codes, names and dates inside. A page in another language cannot turn such
a sentence, so it says what kind of refusal it is and marks the rest as Vietnamese, for eyes and for screen readers.
"""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html

from motcua.errors import MotCuaError
from motcua.web.wording import spoken

ENGLISH: Final = {
    "error": "This cannot be done.",
    "act_refused": "This cannot be done to the dossier.",
    "already_open": "The applicant already has an open dossier of this procedure.",
    "already_reappointed": "The date has already been moved once; the law allows it only once.",
    "before_last_act": "The time given is before the last act on record.",
    "benchmark_failed": "A process of the measurement ended with an error.",
    "bpmn_unreadable": "The file is not BPMN 2.0 that can be read safely, or holds no process.",
    "busy": "Somebody else is changing this dossier. Nothing was changed; try again.",
    "calendar_file_broken": "The calendar file cannot be read.",
    "calendar_missing": "The working hours of the calendar are missing.",
    "calendar_refused": "The calendar contradicts itself or says something unknown.",
    "calendar_unknown": "There is no such calendar.",
    "catalogue_edit_refused": "This value cannot go into the catalogue.",
    "cause_refused": "This cause of lateness cannot be put on record.",
    "change_refused": "This change cannot be made.",
    "changed_meanwhile": "Somebody did something else to the dossier after you opened the page.",
    "code_invalid": "The code is not valid.",
    "condition_unmet": "Something that must come first is missing.",
    "configuration_error": "The configuration cannot be used.",
    "database_did_not_start": "The database server did not start.",
    "database_error": "The database server cannot do this.",
    "database_failed": "The database stopped in the middle of the work.",
    "database_folder_name_unusable": "The path of the data folder has a character that cannot be used.",
    "database_folder_of_another_user": "The data folder belongs to another system user.",
    "database_folder_unusable": "The data folder cannot be written.",
    "database_is_elsewhere": "The database is not run by this program.",
    "database_not_unicode": "The database cannot hold Vietnamese.",
    "database_programs_missing": "The programs of the database server are missing.",
    "database_restored": "The database was restored from a dump.",
    "database_socket_refused": "The folder of the database socket cannot be used.",
    "database_too_old": "The database server is too old.",
    "database_unreachable": "The database does not answer.",
    "database_user_missing": "There is no system user to run the database server.",
    "database_wrong_version": "The data were written by another version of PostgreSQL.",
    "day_before_rules": "The day is before the first rules the system knows.",
    "delegation_refused": "This delegation cannot be recorded.",
    "demo_failed": "The demonstration could not be made.",
    "desk_taken": "Somebody else sits at this desk.",
    "dossier_code_invalid": "This is not a dossier code.",
    "dossier_error": "This cannot be done to the dossier.",
    "dossier_unknown": "There is no such dossier, or you may not see it.",
    "doubt_has_no_place": "What the doubt is about is no longer where it was in the draft.",
    "draft_changed_meanwhile": "Somebody else saved the same part of the draft after you opened it.",
    "due_missing": "The dossier has no due date.",
    "export_not_written": "The export could not be written.",
    "field_code_invalid": "This is not a field code.",
    "figures_behind": "Figures are being brought up to date; try again in a few minutes.",
    "file_damaged": "The stored file is damaged.",
    "file_missing": "The stored file is missing.",
    "file_refused": "This file cannot be taken in.",
    "filter_refused": "This filter cannot be saved or deleted.",
    "form_data_of_another_form": "The data belong to another form.",
    "form_error": "The form cannot be made.",
    "form_not_in_set": "The forms of that day have no such letter.",
    "form_render_failed": "The form could not be printed.",
    "form_snapshot_unreadable": "The saved form cannot be read.",
    "form_time_bar_invalid": "The time bar of the form cannot be drawn.",
    "form_time_without_zone": "A time in the form has no time zone.",
    "form_unknown": "There is no such form.",
    "hall_closed": "No queue numbers are given out here now.",
    "import_file_unreadable": "The file to import cannot be read.",
    "index_count_refused": "The figures of the index cannot be right.",
    "input_refused": "Something you entered cannot be used.",
    "interval_refused": "A pause ends before it begins, or cannot be read.",
    "key_used_elsewhere": "This form was already sent for something else.",
    "last_administrator": "Nobody would be left to administer the unit.",
    "letter_number_invalid": "The letter cannot be numbered like this.",
    "letter_too_late": "The apology is later than the rules allow.",
    "limit_refused": "The time limit cannot be read or counted.",
    "mail_choice_refused": "This choice of emails cannot be kept.",
    "migrations_missing": "The tables are older than the program.",
    "naive_time": "A time has no time zone.",
    "new_date_refused": "The new date must be later, and a working day.",
    "not_administrator": "You do not administer this unit or person.",
    "not_at_desk": "You do not sit at this desk.",
    "not_catalogue_editor": "You do not keep this part of the catalogue.",
    "not_entitled": "None of your positions may do this to the dossier.",
    "not_your_ticket": "Another desk serves this number.",
    "not_yours": "This position is not yours, nor in a unit you head.",
    "note_refused": "This note cannot be saved.",
    "nothing_to_measure": "There is no whole quarter of dossiers to report on.",
    "number_words_refused": "This number cannot be written in words.",
    "organisation_code_invalid": "This is not an organisation code.",
    "out_of_range": "The date is outside the years that can be counted.",
    "own_data_invalid": "A data file of the software cannot be used.",
    "period_end_missing": "The end of the reporting period is missing.",
    "person_unknown": "Nobody signs in with this name.",
    "personal_id_invalid": "This is not a personal identification number.",
    "port_taken": "Another program already uses the port.",
    "procedure_code_invalid": "This is not a procedure code.",
    "procedure_unknown": "There is no such procedure, or it is not in force.",
    "process_file_unreadable": "The file is not a table of internal processes.",
    "process_not_drawable": "The process has no steps to draw.",
    "publication_not_undone": "This announcement can no longer be taken back.",
    "quarantine_item_unknown": "There is no such open doubt.",
    "reappointment_refused": "The date cannot be moved like this.",
    "reason_needed": "State why you need to see this dossier.",
    "report_form_broken": "A report form in the data files contradicts itself.",
    "report_form_unknown": "There is no such report form for this period.",
    "report_not_made_so": "The form cannot be written in this format.",
    "report_period_unknown": "There is no such reporting period.",
    "report_print_failed": "The report could not be typeset.",
    "report_refused": "This cannot be done to the report.",
    "report_too_large": "More dossiers would have to be read than one report may.",
    "report_unit_unknown": "There is no such unit, or its figures are not for you.",
    "report_window_refused": "There is no such reporting period.",
    "request_refused": "The request cannot be read.",
    "result_code_invalid": "This is not a result code.",
    "rule_set_unknown": "There is no such set of rules.",
    "score_input_refused": "The figures of the score cannot be right.",
    "search_words_unreadable": "The file of everyday words cannot be read.",
    "separation_breach": "You did an earlier step of this dossier, so somebody else must do this one.",
    "separation_refused": "One person may not hold these two roles.",
    "setup_refused": "Services or desks cannot be set up like this.",
    "sign_in_locked": "Too many wrong passwords; signing in is locked for a while.",
    "simulation_refused": "These made-up dossiers cannot be made here.",
    "statistics_not_by_officer": "This figure is not counted by officer.",
    "statistics_question_refused": "The question or the link to a figure is wrong.",
    "tax_code_invalid": "This is not a tax code.",
    "ticket_error": "This cannot be done in the waiting hall.",
    "ticket_unknown": "There is no such number in this hall today.",
    "time_law": "The time cannot be counted.",
    "transition_table_refused": "The table of transitions cannot be used.",
    "unexpected_answer": "The site answered with something unexpected.",
    "unit_file_broken": "A data file of units cannot be read.",
    "unit_not_in_force": "There was no such unit on that day.",
    "unknown_role": "There is no such role.",
    "username_refused": "This user name cannot be used.",
    "version_not_draft": "Only a draft can be published.",
    "version_not_valid": "Only a version in force can be ended, and not before it began.",
    "version_overlaps": "Another version is already in force from a later day.",
    "wrong_state": "The state of the dossier does not allow this.",
}
"""An English sentence for each code of an error."""


def refusal_words(refusal: MotCuaError) -> str:
    """What a page says of a refusal; safe markup where it has two languages in it."""
    told = f"{refusal.message} {refusal.hint}".strip()
    if spoken() == "vi":
        return told
    return format_html('{} <span lang="vi">{}</span>', ENGLISH[refusal.code], told)


def refusal_text(refusal: MotCuaError) -> str:
    """The same as plain text, for what is shown by a script."""
    told = f"{refusal.message} {refusal.hint}".strip()
    return told if spoken() == "vi" else f"{ENGLISH[refusal.code]} {told}"
