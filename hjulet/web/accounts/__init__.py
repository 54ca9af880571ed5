"""Signing in and what belongs to it: django-allauth's flows in our look, our words and our log."""
