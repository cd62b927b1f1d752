"""The pages where a real meeting happens: Today, the board, the wall, minutes, discussions."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """No tables of its own: it shows and calls the rooms below."""

    name = "headwater.table.board"
    label = "board"
