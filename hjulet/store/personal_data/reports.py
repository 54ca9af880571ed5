"""The columns of reports, their texts and editions."""

from collections.abc import Mapping

from hjulet.store.personal_data.columns import Columns

TABLES: Mapping[str, Columns] = {
    "store.edition": Columns(
        whose=("sealed_by",),
        personal={"authorship": "sealed_by sealed_at", "texts": "decision made_from"},
        reference="made_from",
        about="number kind unit period",
        plain="title referral open_points language snapshot content seal manifest folder",
    ),
    "store.supplement": Columns(
        whose=("sealed_by",),
        personal={"authorship": "sealed_by sealed_at", "texts": "text"},
        reference="text",
        about="edition number",
        plain="id point decided_by decided_on seal",
    ),
    "store.reopening": Columns(
        whose=("opened_by",),
        personal={"authorship": "opened_by opened_at", "texts": "reason"},
        reference="reason",
        about="edition",
        plain="id",
    ),
    "store.reporttext": Columns(
        whose_name=("saved_by",),
        personal={"authorship": "saved_by saved_at", "texts": "source"},
        reference="source",
        about="kind unit period section version",
        plain="id unchanged_since",
    ),
    "store.setasidetext": Columns(
        whose=("actor",),
        personal={"set-aside": "source actor at settled_at"},
        about="kind unit period section",
        plain="id",
    ),
    "store.helptext": Columns(
        whose_name=("saved_by",),
        personal={"authorship": "saved_by saved_at", "texts": "text text_en"},
        reference="text text_en",
        about="key",
        plain="id version",
    ),
    "store.reporttemplate": Columns(
        whose_name=("saved_by",),
        personal={"authorship": "saved_by saved_at", "texts": "content"},
        reference="content",
        about="kind from_year version",
        plain="id",
    ),
}
