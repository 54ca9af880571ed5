"""Assignments: tasks given to a body, each followed until the body that gave it closes it."""
