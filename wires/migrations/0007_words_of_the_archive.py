"""Write the words of the items that are there already, a few hundred at a time, so that nothing waits for long."""

from typing import Any

from django.db import migrations


def fill(*_: Any) -> None:
    from wires import archiving

    after: int | None = 0
    while after is not None:
        after = archiving.fill(after=after)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("wires", "0006_archive")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
