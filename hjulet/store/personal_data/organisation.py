"""The columns of the organisation, people and their roles."""

from collections.abc import Mapping

from hjulet.store.personal_data.columns import Columns

TABLES: Mapping[str, Columns] = {
    "store.user": Columns(
        whose=("username",),
        personal={
            "account": "username name email is_active is_protected display_name",
            "sign-in": "password last_login",
        },
        hidden="password",
        plain="id version",
    ),
    "store.rolegrant": Columns(
        whose=("user__username",),
        personal={"rights": "user role unit valid_from valid_until provider"},
        plain="id version",
    ),
    "store.deputy": Columns(
        whose=("lender__username", "deputy__username"),
        personal={"rights": "lender deputy valid_from valid_until units"},
        plain="id version",
    ),
    "store.unit": Columns(
        plain="id valid_from valid_until known_from known_until code kind name has_appropriation position"
    ),
    "store.unitlink": Columns(
        plain="id valid_from valid_until known_from known_until child parent structure"
    ),
    "store.unitservice": Columns(
        plain="id valid_from valid_until known_from known_until department committee"
    ),
    "store.unitsuccession": Columns(plain="id predecessor successor day known_from known_until"),
}
