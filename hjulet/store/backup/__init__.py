"""Backups: the database as it was at one moment, and copies of files with their control sums."""
