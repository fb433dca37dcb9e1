import django.db.models.deletion
from django.db import migrations, models


def leave_alone(apps, _):
    """Every story had a group of its own, and nothing could join two: none of them says what another one says."""
    apps.get_model("articles", "Article").objects.update(translation_group=None)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_breaking_posts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='article',
            name='translation_group',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(leave_alone, migrations.RunPython.noop),
        migrations.AddField(
            model_name='article',
            name='translated_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='made_translations', to='articles.article'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('translation_group__isnull', False)), fields=('translation_group', 'language'), name='article_one_of_a_language'),
        ),
    ]
