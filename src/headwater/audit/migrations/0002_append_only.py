"""Triggers against change and removal, in the words of the database in use."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from headwater.audit import guards


def _install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    # Every database runs every migration; the trail lives in the records only.
    if editor.connection.alias == "default":
        guards.install(editor.connection)


def _remove(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias == "default":
        guards.remove(editor.connection)


class Migration(migrations.Migration):
    """Once in place, an entry can only be added."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(_install, _remove, elidable=False)]
