"""Every kind of change, in the order in which they are read.

An earlier kind claims its words before a later one sees them; `wording` comes last and takes what is left.
"""
