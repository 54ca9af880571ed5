"""The columns of what packages keep: sessions, tasks, sign-in."""

from collections.abc import Mapping

from hjulet.store.personal_data.columns import Columns

TABLES: Mapping[str, Columns] = {
    "sessions.session": Columns(
        personal={"sign-in": "session_key session_data"},
        hidden="session_key session_data",
        plain="expire_date",
    ),
    "django_tasks_database.dbtaskresult": Columns(
        personal={"work": "args_kwargs return_value traceback"},
        reference="args_kwargs return_value traceback",
        plain=(
            "id status enqueued_at started_at finished_at priority task_path worker_ids queue_name "
            "backend_name run_after exception_class_path"
        ),
    ),
    "account.emailaddress": Columns(
        whose=("user__username",), personal={"account": "user email verified primary"}, plain="id"
    ),
    "account.emailconfirmation": Columns(
        whose=("email_address__user__username",),
        personal={"account": "email_address created sent", "sign-in": "key"},
        hidden="key",
        plain="id",
    ),
    "mfa.authenticator": Columns(
        whose=("user__username",),
        personal={"sign-in": "user type data created_at last_used_at"},
        hidden="data",
        plain="id",
    ),
    "socialaccount.socialaccount": Columns(
        whose=("user__username",),
        personal={"sign-in": "user provider uid last_login date_joined extra_data"},
        plain="id",
    ),
    "socialaccount.socialtoken": Columns(
        whose=("account__user__username",),
        personal={"sign-in": "account token token_secret"},
        hidden="token token_secret",
        plain="id app expires_at",
    ),
    "usersessions.usersession": Columns(
        whose=("user__username",),
        personal={"sign-in": "user created_at ip last_seen_at session_key user_agent data"},
        hidden="session_key",
        plain="id",
    ),
    "contenttypes.contenttype": Columns(plain="id app_label model"),
    "auth.permission": Columns(plain="id name content_type codename"),
    "auth.group": Columns(plain="id name permissions"),
    "socialaccount.socialapp": Columns(plain="id provider provider_id name client_id secret key settings"),
}
