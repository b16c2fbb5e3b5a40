"""The documentation site: docs/ as pages that any web server shows, and a disk too. ``./run docs``.

It stands on python-markdown and Jinja, which the product needs anyway, and not on MkDocs: that would be fourteen
libraries more to lock and to audit, its check names a page and no line, and header, tables and style of First
Shift would have to be written once more for its themes. What a site generator brings beyond this (plug-ins,
search by script, reloading) is not needed here.

``navigation`` reads what belongs where, ``markdown_pages`` reads a page, ``links`` looks at every link,
``building`` writes the site, ``pictures`` asks the browser of the tests for its pictures.
"""
