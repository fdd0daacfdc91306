"""What is on the hidden sheet of settings of every workbook with buttons.

xlwings' macro looks for each setting on that sheet first, then in a file `xlwings.conf` beside
the workbook, then in the person's own. So a setting that is on the sheet cannot be given
by whoever can write into the workbook's folder. All that the macro looks for on its way from a
button to Python are there: several would let such a file start a program of its own.
"""

PYTHON_VARIABLE = "SAFEGUARDING_TOOLKIT_PYTHON"
"""The person's environment variable that names the Python to run: `install-excel` sets it."""

WORKBOOK_SETTINGS = (
    # The macro puts the variable's value in its place. Where it is not set, there is no such
    # file, and the macro starts nothing.
    ("INTERPRETER_WIN", f"%{PYTHON_VARIABLE}%"),
    # Nothing of that name is there: the buttons need Excel for Windows.
    ("INTERPRETER_MAC", "$HOME/the-safeguarding-toolkit-needs-excel-for-windows"),
    ("ADD_WORKBOOK_TO_PYTHONPATH", "False"),
    ("PYTHONPATH", ""),
    ("USE UDF SERVER", "False"),
    ("CONDA PATH", ""),
    ("CONDA ENV", ""),
    ("TEMP DIR", "%TEMP%"),
    ("LICENSE_KEY", ""),
    ("ONEDRIVE_CONSUMER_WIN", ""),
    ("ONEDRIVE_COMMERCIAL_WIN", ""),
    ("SHAREPOINT_WIN", ""),
    ("ONEDRIVE_CONSUMER_MAC", ""),
    ("ONEDRIVE_COMMERCIAL_MAC", ""),
    ("SHAREPOINT_MAC", ""),
    ("SHOW CONSOLE", "False"),
    ("SHOW_ERROR_POPUPS", "True"),
)
"""Names and values. Which Python runs is the person's own setting, and is in no workbook."""
