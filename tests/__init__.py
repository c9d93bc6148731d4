"""The specification, room by room."""
