"""Pure functions over `str`: spans, the fold that keeps offsets, sentences."""
