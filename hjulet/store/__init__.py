"""The only Django app with models: one file per noun, and the columnar ledger beside them."""
