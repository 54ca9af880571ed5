"""The municipality's rulebook in plain Python: no clock, settings, input, output or sentences."""
