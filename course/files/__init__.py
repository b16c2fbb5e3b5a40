"""What every file of a course is made of: text, YAML with its lines, keys and their kinds, mistakes."""
