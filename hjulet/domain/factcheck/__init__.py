"""Text that contradicts the data, or itself, is found while it is written and before it is decided.

A document (``document``) is read into sentences and tables; sentences are marked (``marks``),
read as claims (``claims``) in a scope (``scope``), and judged by one small rule each (``check``).
"""
