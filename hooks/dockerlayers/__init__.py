"""Read a Dockerfile and tell what BuildKit makes of it: stages, layers, history, config, build checks.

    analysis = dockerlayers.analyze(text)
    analysis.layers
    analysis.practices
    analysis.overview
    analysis.commands
    analysis.merits
    analysis.rebuilt_by(dockerlayers.FileChange(path="src/app.py"))
    analysis.html()

What is named here is public, and so are the types of what these hold: the parts of a parsed file in
`dockerlayers.syntax.nodes`, those of what a whole file makes in `dockerlayers.overview.types` and
`dockerlayers.bases.known`, those of a breakdown in `dockerlayers.explain.annotations`, the texts of a
language in `dockerlayers.texts.texts`. Anything else may change. A name is loaded when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = [
    "Add",
    "Affected",
    "Analysis",
    "Arg",
    "ArgumentChange",
    "BaseChange",
    "BaseImage",
    "Breakdown",
    "Build",
    "BuildContext",
    "BuildOptions",
    "Cause",
    "Change",
    "Check",
    "Cmd",
    "Commands",
    "Copy",
    "Demands",
    "DockerIgnore",
    "DockerfileError",
    "Does",
    "Doubt",
    "Effect",
    "Entrypoint",
    "Env",
    "Expose",
    "FileChange",
    "Finding",
    "Fingerprint",
    "Guide",
    "Health",
    "Healthcheck",
    "HistoryEntry",
    "IgnorePattern",
    "ImageConfig",
    "Label",
    "LineChange",
    "Maintainer",
    "Measured",
    "MeasuredBase",
    "MeasuredBuild",
    "MeasuredFile",
    "MeasuredHistory",
    "MeasuredLayer",
    "Mend",
    "Merit",
    "Mount",
    "MountField",
    "MountType",
    "Occasion",
    "OnBuild",
    "Overview",
    "Platform",
    "Rebuild",
    "RecordError",
    "RenderOptions",
    "Run",
    "Shell",
    "Stage",
    "StageImage",
    "Step",
    "StopSignal",
    "Undefined",
    "User",
    "Volume",
    "Waste",
    "Workdir",
    "analyze",
    "parse_dockerignore",
    "parse_platform",
    "read_image",
    "read_record",
    "render_breakdown",
]

if TYPE_CHECKING:
    from dockerlayers.analysis import Analysis, analyze
    from dockerlayers.checks.findings import Finding
    from dockerlayers.checks.mending.edits import Mend
    from dockerlayers.errors import DockerfileError
    from dockerlayers.explain.annotations import Breakdown
    from dockerlayers.guide import Guide
    from dockerlayers.measured.errors import RecordError
    from dockerlayers.measured.read import read_record
    from dockerlayers.measured.types import (
        Cause,
        Fingerprint,
        Measured,
        MeasuredBase,
        MeasuredBuild,
        MeasuredFile,
        MeasuredHistory,
        MeasuredLayer,
        Occasion,
        Waste,
    )
    from dockerlayers.merits.merit import Merit
    from dockerlayers.model.changes import (
        Affected,
        ArgumentChange,
        BaseChange,
        Change,
        Doubt,
        FileChange,
        LineChange,
        Rebuild,
    )
    from dockerlayers.model.context import BuildContext
    from dockerlayers.model.dockerignore import DockerIgnore, IgnorePattern, parse_dockerignore
    from dockerlayers.model.health import Health
    from dockerlayers.model.images import BaseImage, read_image
    from dockerlayers.model.model import BuildOptions
    from dockerlayers.model.mount_values import MountType
    from dockerlayers.model.mounts import Mount, MountField
    from dockerlayers.model.references import Platform, parse_platform
    from dockerlayers.model.steps import (
        Add,
        Arg,
        Cmd,
        Copy,
        Does,
        Entrypoint,
        Env,
        Expose,
        Healthcheck,
        Label,
        Maintainer,
        OnBuild,
        Run,
        Shell,
        StopSignal,
        User,
        Volume,
        Workdir,
    )
    from dockerlayers.model.types import (
        Build,
        Check,
        Effect,
        HistoryEntry,
        ImageConfig,
        Stage,
        StageImage,
        Step,
        Undefined,
    )
    from dockerlayers.overview.commands import Commands
    from dockerlayers.overview.types import Demands, Overview
    from dockerlayers.render.html import render_breakdown
    from dockerlayers.render.view import RenderOptions
else:
    # the type checker reads the imports above; running them would cost whoever wants but one module
    _MODULES = {
        "analysis": ("Analysis", "analyze"),
        "checks.findings": ("Finding",),
        "checks.mending.edits": ("Mend",),
        "errors": ("DockerfileError",),
        "explain.annotations": ("Breakdown",),
        "model.changes": (
            "Affected",
            "ArgumentChange",
            "BaseChange",
            "Change",
            "Doubt",
            "FileChange",
            "LineChange",
            "Rebuild",
        ),
        "guide": ("Guide",),
        "measured.errors": ("RecordError",),
        "measured.read": ("read_record",),
        "measured.types": (
            "Cause",
            "Fingerprint",
            "Measured",
            "MeasuredBase",
            "MeasuredBuild",
            "MeasuredFile",
            "MeasuredHistory",
            "MeasuredLayer",
            "Occasion",
            "Waste",
        ),
        "merits.merit": ("Merit",),
        "model.context": ("BuildContext",),
        "model.dockerignore": ("DockerIgnore", "IgnorePattern", "parse_dockerignore"),
        "model.health": ("Health",),
        "model.images": ("BaseImage", "read_image"),
        "model.model": ("BuildOptions",),
        "model.mount_values": ("MountType",),
        "model.mounts": ("Mount", "MountField"),
        "model.references": ("Platform", "parse_platform"),
        "model.steps": (
            "Add",
            "Arg",
            "Cmd",
            "Copy",
            "Does",
            "Entrypoint",
            "Env",
            "Expose",
            "Healthcheck",
            "Label",
            "Maintainer",
            "OnBuild",
            "Run",
            "Shell",
            "StopSignal",
            "User",
            "Volume",
            "Workdir",
        ),
        "model.types": (
            "Build",
            "Check",
            "Effect",
            "HistoryEntry",
            "ImageConfig",
            "Stage",
            "StageImage",
            "Step",
            "Undefined",
        ),
        "overview.commands": ("Commands",),
        "overview.types": ("Demands", "Overview"),
        "render.html": ("render_breakdown",),
        "render.view": ("RenderOptions",),
    }
    _HOMES = {name: module for module, names in _MODULES.items() for name in names}

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return __all__
