"""The improvement board of a team: what it follows, what deviates from normal, and what it does about it."""
