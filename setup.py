"""Puts what lies at the top of the project into the wheel; the rest is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SITE = ("app.py", "pages", "seeds", ".streamlit")


class BuildWithSite(build_py):
    """Copies `app.py`, the pages, the sample and Streamlit's settings to `dash_app/site`."""

    def run(self) -> None:
        """Build the packages, then copy."""
        super().run()
        if self.editable_mode:  # a clone has them where they are
            return
        for name in SITE:
            source, target = Path(name), Path(self.build_lib) / "dash_app" / "site" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(
                    source,
                    target,
                    dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"),
                )
            else:
                shutil.copy2(source, target)


setup(cmdclass={"build_py": BuildWithSite})
