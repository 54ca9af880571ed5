"""The year wheel: recurring steps, the days they fall on in a year, and what the law says of those days."""
