"""Where the user's own register lives unless another is named."""

from pathlib import Path

SUFFIX = ".attesta"


def data_folder() -> Path:
    """The folder for this user's data, by the custom of the system."""
    import platformdirs

    return Path(platformdirs.user_data_dir("Attesta", appauthor=False))


def default_register() -> Path:
    """The register that the window and the command line open when none is named."""
    return data_folder() / f"register{SUFFIX}"
