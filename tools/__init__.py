"""Set up the checkout, build what the browser loads, run the gates.

Standard library only: this runs before anything is installed. ``./run`` is the way in.
"""
