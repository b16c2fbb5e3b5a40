"""The app in a real browser, served as ``./run --demo`` serves it, on the real modules."""
