"""What projects, decisions and grants are called, by code."""

from hjulet.texts.catalogue import N_

PROJECT_KINDS = {
    "ks_kf": N_("KS/KF-investering"),
    "committee": N_("Nämndsinvestering"),
    "programme": N_("Särskilt program"),
}

DECISION_KINDS = {
    "original": N_("Ursprungligt anslag"),
    "change": N_("Ändring"),
    "carry_over": N_("Ombudgetering till nästa år"),
}

GRANT_ENTRY_KINDS = {
    "granted": N_("Beviljat"),
    "claim": N_("Återsökt"),
    "payment": N_("Erhållet"),
    "accrual": N_("Upplupet vid årets slut"),
}
