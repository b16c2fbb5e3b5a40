"""Figures for an operator: counts that all processes of a server share, and their text for Prometheus."""
