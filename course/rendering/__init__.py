"""Markdown, questions and feedback as HTML."""
