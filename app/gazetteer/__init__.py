"""The names of the world: countries and agencies as data, and the matcher that finds them."""
