"""How the API speaks HTTP."""
