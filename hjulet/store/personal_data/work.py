"""The columns of what people do and see: work, talk, jobs, the log."""

from collections.abc import Mapping

from hjulet.store.personal_data.columns import Columns

TABLES: Mapping[str, Columns] = {
    "store.revision": Columns(
        whose=("actor",),
        personal={"authorship": "actor at", "texts": "fields"},
        reference="fields",
        about="noun object_id version",
        plain="id",
    ),
    "store.auditevent": Columns(
        whose=("actor", "object_id"), personal={"log": "action object_id params actor at"}, plain="id"
    ),
    "store.cacheentry": Columns(
        personal={"sign-in": "cache_key value"}, hidden="cache_key value", plain="expires"
    ),
    "store.job": Columns(
        whose=("actor",),
        personal={"work": "actor title created_at", "texts": "params result"},
        reference="params result",
        about="kind state",
        plain="id step done total attempt cancel_asked started_at step_at heartbeat_at finished_at",
    ),
    "store.reminderchoice": Columns(
        whose=("person",), personal={"reminders": "person language without"}, plain="id version"
    ),
    "store.reminder": Columns(
        whose=("person",),
        personal={"reminders": "person day kinds tasks message_id outcome cause attempts claimed_at sent_at"},
        plain="id",
    ),
    "store.savedview": Columns(
        whose=("owner",), personal={"own-choices": "owner name query updated_at"}, plain="id version"
    ),
    "store.tourmark": Columns(whose=("person",), personal={"own-choices": "person mark at"}, plain="id"),
    "store.thread": Columns(
        whose=("settled_by",),
        personal={"authorship": "settled_by settled_at"},
        about="part key unit",
        plain="id figures told snapshot entries last_at",
    ),
    "store.threadentry": Columns(
        whose=("author",),
        personal={"authorship": "author at changed_at withdrawn_at", "texts": "text"},
        about="thread number kind",
        plain="id figures version",
    ),
    "store.threadreader": Columns(
        whose=("person",),
        personal={"own-choices": "person read_to takes_part mentioned"},
        about="thread",
        plain="id",
    ),
    "store.ownnote": Columns(
        whose=("owner",),
        personal={"own-choices": "owner text written_at"},
        about="part key unit",
        plain="id figures snapshot version",
    ),
    "store.pagevisit": Columns(
        whose=("person",),
        personal={"own-choices": "person page seen_at before_at"},
        plain="id seen_snapshot before_snapshot",
    ),
    "store.upload": Columns(
        whose=("actor",),
        personal={"work": "actor file sent_at", "texts": "checked outcome"},
        reference="checked outcome",
        about="key kind",
        plain="id sending size check_job import_job",
    ),
}
