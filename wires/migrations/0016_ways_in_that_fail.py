"""Ways in that keep failing are told of once a row of failures: each gets its beginning, those that fail now as well."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def date_failures(apps, schema_editor):
    """When the first of them was, nobody wrote down: the last one stands for it."""
    failed = apps.get_model("wires", "Connection").objects.filter(failures__gt=0)
    failed.update(failing_since=models.F("last_tried_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0020_coverages_beside_one_another'),
        ('wires', '0015_what_an_agency_lets_go'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='alert',
            name='silence_is_told_once',
        ),
        migrations.RemoveConstraint(
            model_name='alert',
            name='alert_is_of_an_item_an_update_or_a_feed',
        ),
        migrations.AddField(
            model_name='alert',
            name='connection',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='wires.connection'),
        ),
        migrations.AddField(
            model_name='connection',
            name='failing_since',
            field=models.DateTimeField(editable=False, help_text='The first failure in the row, or when it switched itself off.', null=True),
        ),
        migrations.AlterField(
            model_name='alert',
            name='silent_since',
            field=models.DateTimeField(help_text='Of a silent feed: its last delivery. Of a way in that fails: its first failure.', null=True),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(condition=models.Q(('feed', None), _negated=True), fields=('feed', 'connection', 'silent_since'), name='silence_is_told_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('connection', None), ('feed', None), ('item__isnull', False), ('offer', None)), models.Q(('connection', None), ('feed', None), ('item', None), ('offer__isnull', False)), models.Q(('feed__isnull', False), ('item', None), ('offer', None)), _connector='OR'), name='alert_is_of_an_item_an_update_or_a_feed'),
        ),
        migrations.RunPython(date_failures, migrations.RunPython.noop, elidable=True),
    ]
