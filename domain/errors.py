"""Errors the user can mend. Anything else that is raised is a fault of ours.

A `UserError` says what happened, where, and what to do about it, in words that
can be shown as they are.
"""


class UserError(Exception):
    """Something in the input or the surroundings that the user can put right."""


class UnknownName(UserError):  # noqa: N818 - says what is wrong, as the others here
    """A supplier, buyer or profile was named that the register does not hold."""


class QuestionWithoutAnswer(UserError):  # noqa: N818
    """A decision without a safe default; `option` is the command-line option that answers it."""

    def __init__(self, message: str, *, option: str) -> None:
        super().__init__(message)
        self.option = option


class RegisterError(UserError):
    """The register file cannot be opened, read or written as asked."""


class UnreadableFile(UserError):  # noqa: N818
    """A spreadsheet cannot be read; nothing of it was taken."""
