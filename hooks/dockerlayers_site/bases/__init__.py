"""Base images for builds and sessions where no registry is reached: stand-ins, made of what Debian offers.

`images.toml` lists them under the names of the real ones. Each is labelled as a stand-in, with what it is
made of, and kept as an archive below the engine's folder.
"""

from __future__ import annotations

from dockerlayers_site.bases.list import LABEL, Base, load_bases
from dockerlayers_site.bases.load import load_base, pull_base, stand_ins_folder

__all__ = ["LABEL", "Base", "load_base", "load_bases", "pull_base", "stand_ins_folder"]
