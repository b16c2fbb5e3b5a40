"""Set up the checkout, build what the browser loads, run the gates, build the documentation.

``./run`` is the way in. It needs the standard library only, since it runs before anything is installed; what
runs in the environment that it has made may use what lies there (``audit``, ``site``, ``chromium``).
"""
