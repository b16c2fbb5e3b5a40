"""The library: guides, toolkits and services beside the course, and tips for those who supervise."""
