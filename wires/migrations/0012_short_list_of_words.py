
import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('wires', '0011_marks_of_their_own'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='wirewords',
            name='wire_words',
        ),
        migrations.AddIndex(
            model_name='wirewords',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], gin_pending_list_limit=256, name='wire_words'),
        ),
    ]
