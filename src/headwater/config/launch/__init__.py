"""What starts, tests and checks Headwater: demo, serve, init, the test runner, `check` and `fix`.

Lives here: the commands that work on the program itself, one small module each. Must not live here:
anything a table does; those verbs are in the rooms.
"""
