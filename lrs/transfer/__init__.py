"""Exports of an organisation: JSON lines that another store, of any make, can be filled from."""
