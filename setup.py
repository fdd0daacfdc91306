"""Which packages the wheel holds; everything else is declared in pyproject.toml.

Workbooks, Word templates and macros stand in folders of their own at the top, where people look
for them, and are installed as packages inside `toolkit`. pyproject.toml alone cannot both find
packages and map folders.
"""

from setuptools import find_namespace_packages, find_packages, setup

FOLDERS = {f"toolkit.{folder}": folder for folder in ("macros", "word_templates", "workbooks")}

setup(
    packages=[
        *find_packages(include=["toolkit", "toolkit.*"]),
        *FOLDERS,
        # Their subfolders hold data only; setuptools wants them named all the same.
        *(
            f"{package}.{subfolder}"
            for package, folder in FOLDERS.items()
            for subfolder in find_namespace_packages(folder)
        ),
    ],
    package_dir=FOLDERS,
)
