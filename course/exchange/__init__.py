"""Questions on their way to and from other systems: Moodle XML and GIFT.

Out: ``outgoing.py`` turns questions into items (``neutral.py``), and a format writes the items. In: a
format reads items, ``entries.py`` turns each into what an author would write, and the course's own
reader judges it. What cannot travel is told in a line each, never dropped in silence.
"""
