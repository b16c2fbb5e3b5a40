"""Measurements, each in its own file: ``./run bench`` prints them; nothing here passes or fails."""
