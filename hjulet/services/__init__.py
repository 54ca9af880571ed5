"""Use cases, one file per noun: permission, transaction and audit; queries return domain values."""
