"""Backups of a whole installation, taken while people work, and the way back."""
