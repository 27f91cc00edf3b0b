"""Reading the board's records, one module a subject; every query starts from the actor and gives
plain values.
"""
