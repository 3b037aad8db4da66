# SPDX-License-Identifier: EUPL-1.2
"""The words a dossier can be found by, kept by the database.

`motcua_fold` says in SQL what `motcua.law.names.fold` says in Python, for everything a Vietnamese keyboard can type;
a test compares the two. A word of one dossier is a run of letters and digits of its code, of other systems' codes, of
the names, numbers and phones of its people, of what is asked for and of the procedure; `u12` stands for unit 12.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

FUNCTIONS = r"""
create function motcua_fold(text) returns text language sql immutable strict parallel safe as $$
    select regexp_replace(
        lower(translate(
            normalize($1, NFKD),
            U&'\0110\0111\0300\0301\0302\0303\0304\0306\0307\0308\0309\030A\030B\030C\031B\0323\0327\0328\0331', 'dd'
        )),
        '[^a-z0-9]+', ' ', 'g'
    )
$$;
create function motcua_phone(text) returns text language sql immutable strict parallel safe as $$
    select regexp_replace(regexp_replace($1, '^\s*\+?84', '0'), '\D', '', 'g')
$$;
create function motcua_search_words(bigint[]) returns table (dossier_id bigint, words tsvector)
language sql stable as $$
    select dossier.id, array_to_tsvector(array_remove(string_to_array(motcua_fold(concat_ws(
        ' ', dossier.code, dossier.external_code, dossier.applicant_name, dossier.subject, dossier.procedure_name,
        dossier.procedure_code, dossier.result_number, owner.name, owner.identifier, motcua_phone(owner.phone),
        sender.name, sender.identifier, motcua_phone(sender.phone),
        'u' || dossier.receiving_unit_id, 'u' || dossier.competent_unit_id
    )), ' '), ''))
    from dossiers_dossier dossier
    join dossiers_applicant owner on owner.id = dossier.applicant_id
    left join dossiers_applicant sender on sender.id = dossier.submitted_by_id
    where dossier.id = any($1)
$$;
create function motcua_search_opened() returns trigger language plpgsql as $$
begin
    insert into dossiers_searchentry (dossier_id, words)
        select * from motcua_search_words(array(select id from opened))
        on conflict (dossier_id) do update set words = excluded.words;
    return null;
end
$$;
create function motcua_search_changed() returns trigger language plpgsql as $$
begin
    update dossiers_searchentry entry set words = told.words
        from motcua_search_words(array[new.id]) told where entry.dossier_id = told.dossier_id;
    return null;
end
$$;
create function motcua_search_person_changed() returns trigger language plpgsql as $$
begin
    update dossiers_searchentry entry set words = told.words
        from motcua_search_words(array(
            select id from dossiers_dossier where applicant_id = new.id
            union select id from dossiers_dossier where submitted_by_id = new.id
        )) told where entry.dossier_id = told.dossier_id;
    return null;
end
$$;
"""
TRIGGERS = """
create trigger dossiers_search_opened after insert on dossiers_dossier
    referencing new table as opened for each statement execute function motcua_search_opened();
create trigger dossiers_search_changed after update of
    code, external_code, applicant_name, subject, result_number, applicant_id, submitted_by_id,
    receiving_unit_id, competent_unit_id on dossiers_dossier
    for each row when (
        (old.code, old.external_code, old.applicant_name, old.subject, old.result_number, old.applicant_id,
         old.submitted_by_id, old.receiving_unit_id, old.competent_unit_id)
        is distinct from
        (new.code, new.external_code, new.applicant_name, new.subject, new.result_number, new.applicant_id,
         new.submitted_by_id, new.receiving_unit_id, new.competent_unit_id)
    ) execute function motcua_search_changed();
create trigger dossiers_search_person_changed after update of name, identifier, phone on dossiers_applicant
    for each row when ((old.name, old.identifier, old.phone) is distinct from (new.name, new.identifier, new.phone))
    execute function motcua_search_person_changed();
insert into dossiers_searchentry (dossier_id, words)
    select * from motcua_search_words(array(select id from dossiers_dossier));
"""
NO_TRIGGERS = """
drop trigger dossiers_search_person_changed on dossiers_applicant;
drop trigger dossiers_search_changed on dossiers_dossier;
drop trigger dossiers_search_opened on dossiers_dossier;
"""
NO_FUNCTIONS = """
drop function motcua_search_person_changed();
drop function motcua_search_changed();
drop function motcua_search_opened();
drop function motcua_search_words(bigint[]);
drop function motcua_phone(text);
drop function motcua_fold(text);
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_in_order")]
    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="search_entry_words")
                ]
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
