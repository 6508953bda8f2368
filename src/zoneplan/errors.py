"""What can go wrong, in few families; each carries a message in both languages and an exit code."""

from typing import ClassVar

from zoneplan.text import Message, Text, render


class ZoneplanError(Exception):
    """Any failure that a user can mend; ``exit_code`` is what the command ends with."""

    exit_code: ClassVar[int] = 1

    def __init__(self, text: Text, **params: object) -> None:
        self.message = Message(text, params)
        super().__init__(render(self.message, "en"))


class PlanInvalidError(ZoneplanError):
    """The plan says something that cannot be right (exit code 1)."""


class UsageError(ZoneplanError):
    """The command was asked for something that does not exist (exit code 2)."""

    exit_code = 2


class FileError(ZoneplanError):
    """A file could not be read or written (exit code 3)."""

    exit_code = 3
