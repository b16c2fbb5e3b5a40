"""Storing statements: checked, compared, numbered and connected with those that they refer to."""
