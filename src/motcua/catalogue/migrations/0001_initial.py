# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('source_name', models.TextField()),
                ('source_sha256', models.CharField(max_length=64)),
                ('counts', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='ProcedureVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('draft', 'Dự thảo'), ('valid', 'Có hiệu lực'), ('withdrawn', 'Đã thu hồi')], default='draft', max_length=12)),
                ('effective_from', models.DateField()),
                ('effective_to', models.DateField(blank=True, null=True)),
                ('decision_number', models.CharField(blank=True, max_length=120)),
                ('decision_date', models.DateField(blank=True, null=True)),
                ('decision_issuer', models.TextField(blank=True)),
                ('change', models.CharField(choices=[('announce', 'Ban hành mới'), ('amend', 'Sửa đổi, bổ sung'), ('replace', 'Thay thế'), ('abolish', 'Bãi bỏ')], default='announce', max_length=12)),
                ('name', models.TextField()),
                ('name_key', models.TextField()),
                ('everyday_names', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('field_code', models.CharField(blank=True, max_length=40)),
                ('field_name', models.TextField(blank=True)),
                ('levels', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('ministry', 'Cấp bộ'), ('province', 'Cấp tỉnh'), ('district', 'Cấp huyện'), ('commune', 'Cấp xã'), ('other', 'Cơ quan khác')], max_length=12), blank=True, default=list, size=None)),
                ('audience', models.TextField(blank=True)),
                ('receiving_unit_text', models.TextField(blank=True)),
                ('competent_unit_text', models.TextField(blank=True)),
                ('supporting_unit_text', models.TextField(blank=True)),
                ('steps_text', models.TextField(blank=True)),
                ('conditions_text', models.TextField(blank=True)),
                ('source_kind', models.CharField(choices=[('own_data', 'Danh mục kèm theo phần mềm'), ('national', 'Cơ sở dữ liệu quốc gia về TTHC'), ('edited', 'Cơ quan tự cập nhật')], default='edited', max_length=12)),
                ('source', models.TextField(blank=True)),
                ('confidence', models.CharField(choices=[('verified', 'Đã đối chiếu nguồn'), ('likely', 'Có căn cứ, chưa đối chiếu'), ('uncertain', 'Chưa chắc chắn')], default='likely', max_length=12)),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='catalogue.procedure')),
            ],
            options={
                'ordering': ('procedure', 'number'),
                'indexes': [
                    models.Index(fields=['status', 'effective_from'], name='version_status_from'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('procedure', 'number'), name='version_number_once'),
                    models.CheckConstraint(condition=models.Q(('effective_to__isnull', True), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name='version_ends_after_start'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('status', 'valid')), expressions=[(models.Func(models.F('procedure_id'), models.F('procedure_id'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('effective_from'), models.F('effective_to'), models.Value('[]'), function='daterange'), '&&')], name='version_one_valid_a_day'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ProcedureCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('name', models.TextField(blank=True)),
                ('channel', models.CharField(choices=[('counter', 'Trực tiếp'), ('post', 'Bưu chính công ích'), ('online', 'Trực tuyến')], max_length=8)),
                ('limit_value', models.DecimalField(blank=True, decimal_places=3, max_digits=8, null=True)),
                ('limit_unit', models.CharField(blank=True, choices=[('working_hours', 'giờ làm việc'), ('working_days', 'ngày làm việc'), ('days', 'ngày'), ('months', 'tháng'), ('same_day', 'trong ngày')], max_length=14, null=True)),
                ('count_mode', models.CharField(choices=[('civil', 'Theo ngày'), ('rolling', 'Theo giờ làm việc liên tục')], default='civil', max_length=8)),
                ('cutoff', models.TimeField(blank=True, null=True)),
                ('limit_note', models.TextField(blank=True)),
                ('fee_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ('fee_currency', models.CharField(blank=True, default='VND', max_length=3)),
                ('fee_free', models.BooleanField(blank=True, null=True)),
                ('fee_note', models.TextField(blank=True)),
                ('confidence', models.CharField(choices=[('verified', 'Đã đối chiếu nguồn'), ('likely', 'Có căn cứ, chưa đối chiếu'), ('uncertain', 'Chưa chắc chắn')], default='likely', max_length=12)),
                ('source', models.TextField(blank=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ('version', 'order'),
                'constraints': [
                    models.UniqueConstraint(fields=('version', 'order'), name='case_order_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('limit_unit__isnull', True), ('limit_value__isnull', True)), models.Q(('limit_unit', 'same_day'), ('limit_value__isnull', True)), models.Q(('limit_value__gt', 0), ('limit_unit__isnull', False), models.Q(('limit_unit', 'same_day'), _negated=True)), _connector='OR'), name='case_limit_whole'),
                    models.CheckConstraint(condition=models.Q(('fee_amount__isnull', True), models.Q(('fee_amount__gt', 0), ('fee_free', False)), _connector='OR'), name='case_fee_due_has_amount_above_zero'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PaperRequirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_name', models.TextField(blank=True)),
                ('order', models.PositiveIntegerField()),
                ('name', models.TextField()),
                ('originals', models.PositiveIntegerField(blank=True, null=True)),
                ('copies', models.PositiveIntegerField(blank=True, null=True)),
                ('form_file', models.TextField(blank=True)),
                ('presented_only', models.BooleanField(default=False)),
                ('group', models.TextField(blank=True)),
                ('reuse_source', models.TextField(blank=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ('version', 'order'),
                'constraints': [
                    models.UniqueConstraint(fields=('version', 'order'), name='paper_order_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NationalRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=200)),
                ('raw', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='catalogue.importrun')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='national_records', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ('id',),
                'indexes': [
                    models.Index(fields=['code', '-id'], name='record_latest_of_code'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('number', models.CharField(blank=True, max_length=80)),
                ('title', models.TextField(blank=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legal_bases', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ('version', 'order'),
                'constraints': [
                    models.UniqueConstraint(fields=('version', 'order'), name='basis_order_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='InternalProcess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('procedure_code', models.CharField(blank=True, max_length=40)),
                ('name', models.TextField()),
                ('case_name', models.TextField(blank=True)),
                ('source', models.TextField(blank=True)),
                ('confidence', models.CharField(choices=[('verified', 'Đã đối chiếu nguồn'), ('likely', 'Có căn cứ, chưa đối chiếu'), ('uncertain', 'Chưa chắc chắn')], default='likely', max_length=12)),
                ('decision_number', models.CharField(blank=True, max_length=120)),
                ('decision_date', models.DateField(blank=True, null=True)),
                ('decision_issuer', models.TextField(blank=True)),
                ('total_minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('limit_text', models.TextField(blank=True)),
                ('level', models.CharField(blank=True, max_length=12)),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='processes', to='catalogue.procedureversion')),
            ],
            options={
                'verbose_name_plural': 'internal processes',
                'ordering': ('id',),
            },
        ),
        migrations.CreateModel(
            name='ProcessStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('name', models.TextField()),
                ('role', models.CharField(blank=True, max_length=40)),
                ('role_text', models.TextField(blank=True)),
                ('unit_text', models.TextField(blank=True)),
                ('minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('time_text', models.TextField(blank=True)),
                ('not_counted', models.BooleanField(default=False)),
                ('share', models.DecimalField(blank=True, decimal_places=5, max_digits=6, null=True)),
                ('form_roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='catalogue.internalprocess')),
            ],
            options={
                'ordering': ('process', 'order'),
                'constraints': [
                    models.UniqueConstraint(fields=('process', 'order'), name='step_order_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='QuarantineItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=120)),
                ('reason', models.CharField(max_length=60)),
                ('raw', models.TextField(blank=True)),
                ('proposal', models.JSONField(blank=True, null=True)),
                ('state', models.CharField(choices=[('open', 'Chờ xem xét'), ('confirmed', 'Đã xác nhận đề xuất'), ('corrected', 'Đã sửa'), ('dismissed', 'Bỏ qua'), ('superseded', 'Đã có bản ghi mới hơn')], default='open', max_length=10)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quarantine', to='catalogue.nationalrecord')),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='quarantine', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ('id',),
                'indexes': [
                    models.Index(fields=['state', 'reason'], name='quarantine_state_reason'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ResultKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('name', models.TextField()),
                ('code', models.CharField(blank=True, max_length=40)),
                ('is_refusal', models.BooleanField(default=False)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='catalogue.procedureversion')),
            ],
            options={
                'ordering': ('version', 'order'),
                'constraints': [
                    models.UniqueConstraint(fields=('version', 'order'), name='result_order_once'),
                ],
            },
        ),
    ]
