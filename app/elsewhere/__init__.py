"""What was learnt elsewhere: statements of a trust's LMS or another record store, and whose they are."""
