"""Files on their way in: streamed to the home, for whoever may send them; nothing is held in memory.

Django reads a form before any view is called. So it is here that somebody who may not send files is
stopped from filling the disk, and that a file that is too large, or a full disk, is noted for the form.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils import timezone

from hjulet.services.disk import is_disk_full
from hjulet.services.errors import refused
from hjulet.services.uploads import MAX_BYTES, arrivals, may_send


class ArrivedFile(UploadedFile[bytes]):
    """A file that has come in. ``fault`` says why it has not, else it is empty."""

    fault: str = ""

    @property
    def path(self) -> Path:
        """Tell where its bytes lie until the request is answered."""
        return Path(self.file.name)  # type: ignore[union-attr]

    def require_whole(self) -> None:
        """Raise RefusedError where it has not come in whole."""
        if self.fault:
            raise refused(self.fault, size=str(self.size), limit=str(MAX_BYTES))

    def close(self) -> None:
        """Let the bytes go, unless they have been moved to where they are kept."""
        self.path.unlink(missing_ok=True)
        super().close()


class ArrivalHandler(FileUploadHandler):
    """Writes the files of a form to the home, one chunk at a time."""

    file: ArrivedFile
    fault: str

    def new_file(self, *given: Any, **named: Any) -> None:
        """Begin a file; leave it out for whoever may not send any."""
        super().new_file(*given, **named)
        actor = getattr(self.request, "actor", None)
        if actor is None or not may_send(by=actor, at=timezone.now()):
            raise SkipFile
        self.fault = ""
        place = NamedTemporaryFile(dir=arrivals(), delete=False)  # noqa: SIM115 - closed with the request
        self.file = ArrivedFile(place, self.file_name, self.content_type, 0, self.charset)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a chunk, unless the file has a fault already."""
        if self.fault:
            return
        if start + len(raw_data) > MAX_BYTES:
            self._give_up("too-large")
            return
        try:
            self.file.write(raw_data)
        except OSError as fault:
            if not is_disk_full(fault):
                raise
            self._give_up("disk-full")

    def file_complete(self, file_size: int) -> ArrivedFile:
        """Hand the file to the form."""
        try:
            self.file.flush()
        except OSError as fault:
            if not is_disk_full(fault):
                raise
            self._give_up("disk-full")
        self.file.fault = self.fault
        self.file.size = file_size
        self.file.seek(0)
        return self.file

    def upload_interrupted(self) -> None:
        """Remove what has come when the sender is gone."""
        if hasattr(self, "file"):
            self.file.close()

    def _give_up(self, fault: str) -> None:
        """Keep nothing of the file, and give its room back at once."""
        self.fault = fault
        self.file.file.truncate(0)  # type: ignore[union-attr]
