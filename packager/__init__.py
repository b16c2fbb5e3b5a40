"""Make packages that LMSs import, and judge packages of anybody's.

``package`` turns a module of a course into a zip; ``verify`` says what is wrong with any zip.
Nothing here knows of the web app.
"""

from packager.options import PackageOptions
from packager.overlay import Overlay
from packager.package import PackageFile, package
from packager.verify import Finding, Verdict, judge, verify

__all__ = [
    "Finding",
    "Overlay",
    "PackageFile",
    "PackageOptions",
    "Verdict",
    "judge",
    "package",
    "verify",
]
