"""Reminders and reports by e-mail, on a schedule that each person sets themselves."""
