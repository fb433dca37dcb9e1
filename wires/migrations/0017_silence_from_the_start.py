"""A feed that never sent is missed too: its silence begins when something was expected first, now for those that are there."""

from django.db import migrations, models
from django.db.models.functions import Now


def expect_from_now_on(apps, schema_editor):
    apps.get_model("wires", "Feed").objects.filter(last_delivery_at=None).update(expected_since=Now())


class Migration(migrations.Migration):

    dependencies = [
        ('wires', '0016_ways_in_that_fail'),
    ]

    operations = [
        migrations.AddField(
            model_name='feed',
            name='expected_since',
            field=models.DateTimeField(editable=False, help_text='When it was made, or its interval set; the silence of one that never sent.', null=True),
        ),
        migrations.RunPython(expect_from_now_on, migrations.RunPython.noop, elidable=True),
    ]
