"""A Docker Engine to build with: the one that answers here, else a current one in a folder of its own.

`python -m dockerlayers_site.engine` starts and stops it; `running_engine` gives one to a program for a
while. An own engine sees the files of this machine at the same paths, but for those of the system.
"""

from __future__ import annotations

from dockerlayers_site.engine.docker import Docker, Version
from dockerlayers_site.engine.errors import EngineError
from dockerlayers_site.engine.own import find_engine, running_engine, start_engine, stop_engine

__all__ = ["Docker", "EngineError", "Version", "find_engine", "running_engine", "start_engine", "stop_engine"]
