from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0016_settled_on_the_desk'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('ended_by__in', ['withdrawal', 'kill'])), fields=['article'], name='edition_withdrawn'),
        ),
    ]
