"""A learning system for the tests: pages, a server that stores what they commit, and a learner."""
