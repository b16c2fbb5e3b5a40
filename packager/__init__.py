"""Make packages that LMSs import, and judge packages of anybody's.

``package`` turns a module of a course into a zip; ``dispatch_package`` makes one that opens the course
from our server; ``verify`` says what is wrong with any zip.
Nothing here knows of the web app.
"""

from packager.dispatch import dispatch_package, dispatched_files
from packager.dispatch_terms import Dispatch
from packager.options import PackageOptions
from packager.overlay import Overlay
from packager.package import PackageFile, package
from packager.verify import Finding, Verdict, judge, verify

__all__ = [
    "Dispatch",
    "Finding",
    "Overlay",
    "PackageFile",
    "PackageOptions",
    "Verdict",
    "dispatch_package",
    "dispatched_files",
    "judge",
    "package",
    "verify",
]
