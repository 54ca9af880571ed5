"""Indicators: what is followed up, its values over time, and which way they go."""
