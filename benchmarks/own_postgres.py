"""A PostgreSQL of a trial's own, that may be killed: durable as in use, in a folder that is removed."""

import os
import signal
import subprocess
import tempfile
from pathlib import Path
from shutil import rmtree


class Cluster:
    """A cluster reached by a socket in its own folder. Used in a ``with``."""

    def __init__(self) -> None:
        """Make it, and start it."""
        self.folder = Path(tempfile.mkdtemp(prefix="hjulet-pg-", dir="/tmp"))
        self._bin = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
        if os.getuid() == 0:
            subprocess.run(["/bin/chown", "postgres:", str(self.folder)], check=True)
        self._run("initdb", "--username=hjulet", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")

    @property
    def address(self) -> str:
        """Give its address, as HJULET_DATABASE_URL has it."""
        return f"postgresql://hjulet@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it takes connections; after a kill it first reads its log."""
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={self.folder}/log", f"--options={options}")

    def kill(self) -> None:
        """Kill every process of it with SIGKILL, as when the machine's power goes."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for process in (first, *map(int, children)):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def remove(self) -> None:
        """Stop it, and remove its folder."""
        self._run("pg_ctl", "stop", "--mode=immediate", check=False)
        rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str, check: bool = True) -> None:
        owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(
            [*owner, str(self._bin / program), f"--pgdata={self.folder}/data", *words],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=check,
        )
