import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wires', '0010_ways'),
    ]

    operations = [
        migrations.CreateModel(
            name='WireMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.BigIntegerField(db_index=True)),
                ('received_at', models.DateTimeField()),
                ('item', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='wires.wireitem')),
            ],
        ),
        migrations.RemoveIndex(
            model_name='wiresketch',
            name='wire_sketch_marks',
        ),
        migrations.RemoveField(
            model_name='wiresketch',
            name='marks',
        ),
    ]
