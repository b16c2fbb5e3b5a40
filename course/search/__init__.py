"""The course as it is searched: its passages, how words are compared, spelling that is forgiven."""
