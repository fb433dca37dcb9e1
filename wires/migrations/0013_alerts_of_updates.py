import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0020_coverages_beside_one_another'),
        ('wires', '0012_short_list_of_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='alert',
            name='alert_is_of_an_item_or_a_feed',
        ),
        migrations.AddField(
            model_name='alert',
            name='offer',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alert', to='wires.updateoffer'),
        ),
        migrations.AddField(
            model_name='updateoffer',
            name='version',
            field=models.PositiveIntegerField(help_text='The version of the story that took it.', null=True),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('feed', None), ('item__isnull', False), ('offer', None)), models.Q(('feed', None), ('item', None), ('offer__isnull', False)), models.Q(('feed__isnull', False), ('item', None), ('offer', None)), _connector='OR'), name='alert_is_of_an_item_an_update_or_a_feed'),
        ),
    ]
