"""The contract with workbooks: sheets, headings, kinds, choices and help.

Declared once; it serves four masters: building blank workbooks, reading filled
ones, the checks, and the data dictionary. `schema` has the words; each kind of
workbook has a folder with a file for each of its sheets.
"""
