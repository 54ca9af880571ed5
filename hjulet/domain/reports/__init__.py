"""Report kinds as plans: which tables and charts, of which figures, in which order."""
