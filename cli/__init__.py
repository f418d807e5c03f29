"""The headless face of Attesta: commands, options, exit codes, JSON. No Qt."""

from cli.commands import run as run
