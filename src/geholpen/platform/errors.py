"""The three ways a door says no. Faces translate them once, in one place."""


class DoorError(Exception):
    """Base of the three kinds; a face catches these and nothing else."""


class Refused(DoorError):
    """You may not. `code` is for the log, `reason` is plain Dutch for the person on the screen."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


class Invalid(DoorError):
    """This input cannot be used. `field` names the input; `reason` is plain Dutch that says what to do."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class Unavailable(DoorError):
    """A source did not answer. `permanent` says whether trying again can help."""

    def __init__(self, source: str, *, permanent: bool = False) -> None:
        super().__init__(source)
        self.source = source
        self.permanent = permanent
