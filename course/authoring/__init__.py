"""Begin a module, a topic, a question or a conversation from an example that works."""
