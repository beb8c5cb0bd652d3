"""Read a record of measures, and find in it what was measured of a Dockerfile."""

from __future__ import annotations

from pathlib import Path

from dockerlayers.cli.arguments import STANDARD_INPUT
from dockerlayers.cli.folder import FolderReader
from dockerlayers.cli.usage import UsageError
from dockerlayers.measured.errors import RecordError
from dockerlayers.measured.read import read_record
from dockerlayers.measured.types import Measured


class RecordReader:
    """Reads a record once, for all Dockerfiles; its folder is their build context."""

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            self.files = read_record(Path(name).read_bytes().decode("utf-8"))
        except OSError as error:
            raise UsageError(f"argument --measured: cannot read {name}: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise UsageError(f"argument --measured: {name} is not UTF-8: byte {error.start}") from None
        except RecordError as error:
            error.path = name
            hint = f"; {error.hint}" if error.hint else ""
            raise UsageError(f"argument --measured: {error}{hint}") from None
        self.root = Path(name).parent
        self.folder = FolderReader(str(self.root))

    def find(self, name: str, content: bytes) -> tuple[Measured | None, str]:
        """Find what was measured of a Dockerfile; else None, and why not."""
        root, path = self.root.resolve(), Path(name).resolve()
        key = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        measured = self.files.get(key) if name != STANDARD_INPUT else None
        if not measured:
            return None, f"{self.name} tells nothing of it"
        taken = self.folder.take_fingerprint(str(self.root / key), content)
        if taken != measured.fingerprint:
            changed = "it" if taken.dockerfile != measured.fingerprint.dockerfile else "its build context"
            return None, f"{changed} has changed since it was measured"
        return measured, ""
