"""Actions: what bodies do to reach the goals, when, by whom, and how far it has come."""
