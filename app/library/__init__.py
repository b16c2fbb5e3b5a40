"""The library: guides, toolkits and services beside the course, ours and those of a trust."""
