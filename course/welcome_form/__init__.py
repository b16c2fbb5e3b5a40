"""The welcome meeting form as data: its questions, the needs that are rated, and the rules that propose.

Pure: files to structs, and functions over what was answered. Who sees what, and what is kept, is the app's.
"""
