from django.db import migrations, models
from django.db.models import Exists, OuterRef


def settle(apps, _):
    """What was published since it was handed in or returned waits for nobody."""
    published = apps.get_model("articles", "Edition").objects.exclude(ended_by="undo").filter(
        article=OuterRef("pk"), article_version=OuterRef("version")
    )
    waiting = apps.get_model("articles", "Article").objects.filter(desk_state__in=["submitted", "returned"])
    waiting.filter(Exists(published)).update(desk_state="draft")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0015_language_footer'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='settled',
            field=models.CharField(blank=True, choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('approved', 'Approved'), ('returned', 'Returned')], default='', help_text='What its publication settled on the desk.', max_length=10),
            preserve_default=False,
        ),
        migrations.RunPython(settle, migrations.RunPython.noop),
    ]
