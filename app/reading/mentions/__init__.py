"""Which countries and agencies a text names, by what rule and on whose word."""
