"""The demonstration: a trust whose people exist nowhere, in a database file of its own."""
