# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0004_mail_outside"),
        ("organisations", "0001_initial"),
    ]
    operations = [
        migrations.AlterField(
            model_name="mail",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Chờ gửi"),
                    ("sending", "Đang gửi"),
                    ("sent", "Đã gửi"),
                    ("uncertain", "Không rõ đã đến chưa"),
                    ("failed", "Không gửi được"),
                    ("given_up", "Đã thôi gửi"),
                ],
                default="waiting",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="mail",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("state__in", ["failed", "uncertain"])), fields=["-id"], name="mail_stuck"
            ),
        ),
    ]
