"""A trust's look at its own welcome: sixteen standards, two voices, a plan, and small improvements."""
