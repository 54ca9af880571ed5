"""The columnar ledger: immutable Parquet files per batch, asked through ``LedgerQuery``."""
