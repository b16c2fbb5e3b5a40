"""Files of a course into drafts: each mistake is noted with its file and line."""
