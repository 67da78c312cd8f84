"""Import of centres from a partner's file: read it, plan what would change, write it, take it back.

The reading half is pure: ``files.open_table`` gives rows of text, ``headers.propose`` guesses what the columns are,
``rows.RowReader`` turns a row into values shaped as ``columns.flat`` shapes them, or into problems with line, column,
reason and nearest valid value. Nothing here asks the network; addresses in a file are never followed.
"""
