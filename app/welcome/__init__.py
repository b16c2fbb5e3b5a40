"""The welcome meeting: a form of two people, their needs, what they agree, and its reviews.

``access.py`` alone decides who sees what; everything else reads and writes through it.
"""
