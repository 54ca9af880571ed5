"""Sentences for codes, in Swedish and English, from the same catalogues as the pages."""
