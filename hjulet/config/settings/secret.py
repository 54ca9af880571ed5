"""The key that signs sessions: from the environment, or in a file of a home with SQLite."""

import os
import secrets
from pathlib import Path


def key_in(home: Path) -> str:
    """Read the home's key, made at the first call: a file that only its owner can read.

    Two processes may start at once: each writes its own file, and the link that comes first wins.
    """
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        own = home / f"secret-key.{os.getpid()}"
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            path.hardlink_to(own)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text(encoding="ascii")
