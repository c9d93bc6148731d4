"""Measures what is read against data labelled by hand."""
