"""When the table meets, who is there, and in which order things are taken up."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Series, meetings, attendance, agenda, recusal."""

    name = "headwater.table.meetings"
    label = "meetings"
