"""What strangers made is opened in a process of its own: bounded, without network or neighbours."""

from zoneplan.io.apart.process import run, workspace

__all__ = ["run", "workspace"]
