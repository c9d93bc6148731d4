"""The API: parse a question, ask one query, shape one answer. Only this room speaks HTTP."""
