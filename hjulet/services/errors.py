"""What a service answers when it does not do what was asked."""

from collections.abc import Iterable

from hjulet.domain.problem import Problem, Severity


class NotFoundError(LookupError):
    """It does not exist, or it is not the actor's: the two are told apart by nobody (404)."""


class RefusedError(Exception):
    """The input or the state does not allow it; ``problems`` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems for the sentence made at the edge."""
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


class DecidedError(RefusedError):
    """What is decided is not changed: it is nobody's to write."""


class ConflictError(Exception):
    """Somebody else changed the object first. Both texts are given; none is lost."""

    def __init__(self, *, theirs: str, mine: str, version: int) -> None:
        """Keep both texts and the version that is stored now."""
        self.theirs, self.mine, self.version = theirs, mine, version
        super().__init__(f"version {version} is newer")


def refused(code: str, **params: str) -> RefusedError:
    """Make a refusal of one error."""
    return RefusedError([Problem(code=code, severity=Severity.ERROR, params=params)])
