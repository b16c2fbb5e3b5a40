"""What a course is: files become typed objects, which are checked, marked, rendered and played.

From the bottom up; imports only point down, which a contract in ``pyproject.toml`` keeps:

- ``questions``, ``model``: the objects; ``vocabulary``, ``domains``, ``nations``: fixed words
- ``files``: text and YAML with their lines, keys and kinds, the report of mistakes
- ``question_types``: one file a type: its keys, its marks, its words in each standard
- ``glossary``: forms, links, search; ``reading``: each file of a course into a draft
- ``rendering``, ``render``: HTML for the app and for packages; ``templates``, ``style``
- ``checking``: what keeps a module from being served; ``advising``: what is better mended
- ``reader``: the whole folder of the modules into a course
- ``authoring``: beginning something new; ``exchange``: questions as Moodle XML and GIFT
- ``player``: the same rules in the browser, held to ``vectors`` with the files beside this one
"""
