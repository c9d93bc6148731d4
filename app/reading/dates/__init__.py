"""Dates as a text words them: spans with the days they can mean."""
