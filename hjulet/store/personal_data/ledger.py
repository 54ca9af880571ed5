"""The columns of the ledger, the budget, what reads them, and figures of staff and population."""

from collections.abc import Mapping

from hjulet.store.personal_data.columns import Columns

TABLES: Mapping[str, Columns] = {
    "store.batch": Columns(
        whose=("imported_by", "ended_by"),
        personal={
            "authorship": "imported_by imported_at ended_by ended_at",
            "texts": "reason file code_names",
        },
        reference="reason file code_names",
        about="key",
        plain=(
            "id company sha256 content folder kind source months rows vouchers control_sum balances "
            "balance_sum accounts responsibilities warnings status"
        ),
    ),
    "store.budgetimport": Columns(
        whose=("imported_by", "ended_by"),
        personal={"authorship": "imported_by imported_at ended_by ended_at", "texts": "reason file"},
        reference="reason file",
        about="content",
        plain="id sha256 batch status",
    ),
    "store.columnmap": Columns(
        whose=("updated_by",),
        personal={"authorship": "updated_by updated_at"},
        about="name version",
        plain="id company columns",
    ),
    "store.mappingversion": Columns(
        whose=("created_by",),
        personal={"authorship": "created_by created_at", "texts": "note"},
        reference="note",
        about="id",
        plain="content",
    ),
    "store.nameditem": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "name reason"},
        reference="name reason",
        about="key unit month",
        plain="id known_until amount",
    ),
    "store.population": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from"},
        about="year",
        plain="id known_until inhabitants source",
    ),
    "store.periodstatus": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from"},
        about="company month state",
        plain="id known_until",
    ),
    "store.stafffigure": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "file"},
        reference="file",
        about="unit month",
        plain="id known_until man_years",
    ),
    "store.company": Columns(plain="id code org_number name kind"),
    "store.budgetamount": Columns(plain="id budget unit line account period amount version decided"),
    "store.accountmapping": Columns(
        plain="id company valid_from valid_to version account_from account_to line sign"
    ),
    "store.unitmapping": Columns(
        plain="id company valid_from valid_to version code_part code_from code_to unit"
    ),
    "store.internalmapping": Columns(
        plain="id company valid_from valid_to version code_part code_from code_to scope unit"
    ),
    "store.snapshot": Columns(plain="number mapping known_at cause batches budgets"),
    "store.lock": Columns(plain="name"),
    "store.figureorigin": Columns(plain="id pattern status source note"),
}
