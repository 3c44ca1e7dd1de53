"""The table of the step."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpunTextTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "passes",
                    models.CharField(
                        default="independent",
                        help_text="Separated by commas, out of: independent, copied, spun, paraphrased, undecided, not_measured. Any other verdict waits for one of the groups.",
                        max_length=200,
                        verbose_name="verdicts that go on by themselves",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "Unspun check",
                "verbose_name_plural": "Unspun checks",
            },
            bases=("wagtailcore.task",),
        ),
    ]
