"""Everything that the coach raises on purpose.

::

    CoachError
    ├── MessageError   the message cannot be read (NUL byte, wrong encoding, too long)
    ├── DataError      a data file is wrong; names the file, the row and the value
    ├── ModelError     the model can be neither loaded nor trained
    └── ProgressError  what the user keeps can be neither read nor written

Each message is one line that says what is wrong and what to do. None ever holds a user's words.
"""


class CoachError(Exception):
    """The root: catching it catches all of the coach's own errors."""


class MessageError(CoachError, ValueError):
    """The message cannot be read."""


class DataError(CoachError, ValueError):
    """A data file holds something that it should not."""


class ModelError(CoachError, RuntimeError):
    """The model can be neither loaded nor trained."""


class ProgressError(CoachError, RuntimeError):
    """What the user keeps can be neither read nor written."""
