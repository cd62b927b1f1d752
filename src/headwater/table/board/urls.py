"""The addresses of the table's pages. Items are named by the item, not by what it is about:

a stripped discussion gets a fresh reference, and a form a colleague has open still finds its way.
"""

from __future__ import annotations

from django.urls import path

from .views import chairing, customs, discussions, guests, items, live, planning, today

app_name = "board"

urlpatterns = [
    path("today", today.today, name="today"),
    path("meetings", planning.meetings, name="meetings"),
    path("meetings/plan", planning.plan, name="plan"),
    path("meetings/at-once", planning.urgent, name="urgent"),
    path("meetings/customs", customs.customs, name="customs"),
    path("meetings/customs/places", customs.add_place, name="add_place"),
    path("meetings/customs/places/<str:place>/end", customs.end_place, name="end_place"),
    path("meetings/customs/training", customs.training, name="training"),
    path("meetings/afterwards", planning.afterwards, name="afterwards"),
    path("meetings/series", planning.series, name="series"),
    path("meetings/series/<str:series>", planning.from_series, name="from_series"),
    path("meetings/series/<str:series>/skip", planning.skip, name="skip"),
    path("meetings/<str:meeting>", live.meeting, name="meeting"),
    path("meetings/<str:meeting>/fragment", live.fragment, name="fragment"),
    path("meetings/<str:meeting>/moved", live.moved, name="moved"),
    path("meetings/<str:meeting>/wall", live.wall, name="wall"),
    path("meetings/<str:meeting>/wall/fragment", live.wall_fragment, name="wall_fragment"),
    path("meetings/<str:meeting>/minutes", live.minutes, name="minutes"),
    path("meetings/<str:meeting>/here", live.here, name="here"),
    path("meetings/<str:meeting>/leave", live.leave, name="leave"),
    path("meetings/<str:meeting>/open", live.open_meeting, name="open"),
    path("meetings/<str:meeting>/agenda", live.fill_agenda, name="fill"),
    path("meetings/<str:meeting>/agenda/order", live.arrange, name="arrange"),
    path("meetings/<str:meeting>/next", live.go_on, name="next"),
    path("meetings/<str:meeting>/roll", live.roll, name="roll"),
    path("meetings/<str:meeting>/chair", chairing.hand_over, name="hand_over"),
    path("meetings/<str:meeting>/chair/take", chairing.take_chair, name="take_chair"),
    path("meetings/<str:meeting>/close", live.close, name="close"),
    path("meetings/<str:meeting>/items/<str:item>", items.item, name="item"),
    path("meetings/<str:meeting>/items/<str:item>/take-up", items.take_up, name="take_up"),
    path("meetings/<str:meeting>/items/<str:item>/move", items.move, name="move"),
    path("meetings/<str:meeting>/items/<str:item>/park", items.park, name="park"),
    path("meetings/<str:meeting>/items/<str:item>/step-out", items.step_out, name="step_out"),
    path("meetings/<str:meeting>/items/<str:item>/guest", guests.guest, name="guest"),
    path(
        "meetings/<str:meeting>/items/<str:item>/guest/<str:guest>/leaves",
        guests.guest_leaves,
        name="guest_leaves",
    ),
    path("meetings/<str:meeting>/items/<str:item>/start", items.start, name="start"),
    path("meetings/<str:meeting>/items/<str:item>/facts", items.facts, name="facts"),
    path("meetings/<str:meeting>/items/<str:item>/decision", items.decision, name="decision"),
    path("meetings/<str:meeting>/items/<str:item>/confirm", items.confirm, name="confirm"),
    path("meetings/<str:meeting>/items/<str:item>/take-back", items.take_back, name="take_back"),
    path("meetings/<str:meeting>/items/<str:item>/basis/<str:agency>", items.basis, name="basis"),
    path("meetings/<str:meeting>/items/<str:item>/answer", items.answer, name="answer"),
    path("meetings/<str:meeting>/items/<str:item>/answers", items.answers, name="answers"),
    path("meetings/<str:meeting>/items/<str:item>/agencies", items.agencies, name="agencies"),
    path("meetings/<str:meeting>/items/<str:item>/report", items.report, name="report"),
    path("meetings/<str:meeting>/items/<str:item>/conclusion", items.conclusion, name="conclusion"),
    path("discussions", discussions.index, name="discussions"),
    path("discussions/<str:discussion>", discussions.discussion, name="discussion"),
    path("discussions/<str:discussion>/keep-out", discussions.keep_out, name="keep_out"),
    path("discussions/<str:discussion>/reopen", discussions.reopen, name="reopen"),
    path("discussions/<str:discussion>/correct/<str:field>", discussions.correct, name="correct"),
]
