# Written by Django 5.2.19 on 2026-11-24; the indexes of each database by hand. A later migration
# that makes Django copy this table on SQLite must make the triggers anew.

from django.db import migrations, models

SQLITE = (
    "CREATE VIRTUAL TABLE store_searchindex USING fts5(in_table, text, "
    "content='store_searchentry', content_rowid='id', tokenize='trigram')",
    "CREATE TRIGGER store_searchentry_added AFTER INSERT ON store_searchentry BEGIN "
    "INSERT INTO store_searchindex(rowid, in_table, text) "
    "VALUES (new.id, new.in_table, new.text); END",
    "CREATE TRIGGER store_searchentry_gone AFTER DELETE ON store_searchentry BEGIN "
    "INSERT INTO store_searchindex(store_searchindex, rowid, in_table, text) "
    "VALUES ('delete', old.id, old.in_table, old.text); END",
    "CREATE TRIGGER store_searchentry_changed AFTER UPDATE ON store_searchentry BEGIN "
    "INSERT INTO store_searchindex(store_searchindex, rowid, in_table, text) "
    "VALUES ('delete', old.id, old.in_table, old.text); "
    "INSERT INTO store_searchindex(rowid, in_table, text) "
    "VALUES (new.id, new.in_table, new.text); END",
)
POSTGRESQL = (
    # a trusted extension: whoever may create in the database may add it
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX store_searchentry_text ON store_searchentry USING gin (text gin_trgm_ops)",
    "CREATE INDEX store_searchentry_begins ON store_searchentry (in_table, name text_pattern_ops)",
)
GONE = {
    "sqlite": (
        "DROP TRIGGER store_searchentry_added",
        "DROP TRIGGER store_searchentry_gone",
        "DROP TRIGGER store_searchentry_changed",
        "DROP TABLE store_searchindex",
    ),
    "postgresql": (
        "DROP INDEX store_searchentry_text",
        "DROP INDEX store_searchentry_begins",
    ),
}


def make(apps, schema_editor):
    """The indexes of this database."""
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    """Without them."""
    for statement in GONE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(db_column="in_table", max_length=20)),
                ("key", models.CharField()),
                ("name", models.CharField()),
                ("text", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["table", "name"], name="search_entry_name")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("table", "key"), name="search_entry_of_one_thing"
                    )
                ],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
