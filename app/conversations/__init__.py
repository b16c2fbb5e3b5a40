"""Records of conversations about a shared reflection: one text of two people, agreed by both."""
