"""First Shift's web app: people, learning, supervision, packages, records.

``app.factory`` puts it together; nothing of it is loaded for a command that needs no web server.
"""
