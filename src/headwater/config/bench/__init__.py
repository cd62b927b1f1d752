"""`headwater bench`: how fast it is, as ratios against named peers measured in the same run.

Never a test with a clock: a machine that is busy is no fault of the program. Each module makes its
own throw-away home, measures, and prints a table or JSON.
"""
