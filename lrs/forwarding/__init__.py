"""Sending an organisation's statements on to record stores of its own."""
