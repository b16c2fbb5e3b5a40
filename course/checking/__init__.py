"""Rules that a module must keep to be served."""
