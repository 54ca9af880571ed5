"""Settings per process: staff, public and test."""
