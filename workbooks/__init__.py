"""The workbooks that ship with the toolkit, and the example board they are built from."""
