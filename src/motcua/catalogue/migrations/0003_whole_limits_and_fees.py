# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_paper_notes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='procedurecase',
            name='case_limit_whole',
        ),
        migrations.RemoveConstraint(
            model_name='procedurecase',
            name='case_fee_due_has_amount_above_zero',
        ),
        migrations.AddConstraint(
            model_name='procedurecase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('limit_unit__isnull', True), ('limit_value__isnull', True)), models.Q(('limit_unit', 'same_day'), ('limit_value__isnull', True)), models.Q(('limit_unit__isnull', False), ('limit_value__gt', 0), ('limit_value__isnull', False), models.Q(('limit_unit', 'same_day'), _negated=True)), _connector='OR'), name='case_limit_whole'),
        ),
        migrations.AddConstraint(
            model_name='procedurecase',
            constraint=models.CheckConstraint(condition=models.Q(('fee_amount__isnull', True), models.Q(('fee_amount__gt', 0), ('fee_free', False), ('fee_free__isnull', False)), _connector='OR'), name='case_fee_due_has_amount_above_zero'),
        ),
    ]
