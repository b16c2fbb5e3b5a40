"""What can go wrong in a course, as data.

CourseError
├── AuthorMistake      a file of the course says something that cannot be used
├── ResponseError      a learner's answer is none (empty, incomplete, malformed)
└── SuspendDataError   suspend data cannot be read, or would not fit
"""


class CourseError(Exception):
    """Raised when something of the course cannot be used; the parent of all errors here."""


class AuthorMistake(CourseError):
    """A mistake in a file, with where it is, what it is and how to mend it.

    file: path as the author knows it, from the folder of the modules; line: from 1.
    """

    def __init__(self, file: str, line: int, what: str, mend: str) -> None:
        super().__init__(file, line, what, mend)
        self.file = file
        self.line = line
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.mend}"


class ResponseError(CourseError):
    """Raised when what a learner sent is no answer; the text is a sentence for the learner."""


class SuspendDataError(CourseError):
    """Raised when suspend data cannot be read, or when a state does not fit into it."""
