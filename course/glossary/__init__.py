"""The glossary: its forms, its links in a text, its search."""
