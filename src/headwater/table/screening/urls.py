"""Addresses of filter one, all under /screening/."""

from django.urls import path

from .views import before, protocols, screenings, starting, youth

app_name = "screening"

urlpatterns = [
    path("", screenings.index, name="index"),
    path("new/", before.begin, name="begin"),
    path("protocol/", protocols.protocol, name="protocol"),
    path("protocol/start/", starting.start_draft, name="start_draft"),
    path("protocol/readiness/", starting.readiness, name="readiness"),
    path("protocol/shared/<slug:reference>/", starting.shared, name="shared"),
    path("protocol/versions/<slug:reference>/share/", starting.share, name="share"),
    path("protocol/draft/", protocols.draft, name="draft"),
    path("protocol/draft/preview/", protocols.preview, name="preview"),
    path("protocol/draft/discard/", protocols.discard, name="discard"),
    path("protocol/draft/questions/new/", protocols.question, name="add_question"),
    path("protocol/draft/questions/<slug:code>/", protocols.question, name="question"),
    path(
        "protocol/draft/questions/<slug:code>/change/",
        protocols.change_question,
        name="change_question",
    ),
    path("protocol/versions/<slug:reference>/", protocols.version, name="version"),
    path("youth-records/<slug:reference>/", youth.shown, name="youth_shown"),
    path("<slug:reference>/", screenings.screening, name="screening"),
    path("<slug:reference>/before-anything/", before.before, name="before"),
    path("<slug:reference>/act-now/", screenings.act_now, name="act_now"),
    path("<slug:reference>/questions/", screenings.questions, name="questions"),
    path("<slug:reference>/facts/", screenings.facts, name="facts"),
    path("<slug:reference>/note/", screenings.note, name="note"),
    path("<slug:reference>/note/open/", screenings.open_note, name="open_note"),
    path("<slug:reference>/youth-record/", youth.record, name="youth_record"),
    path("<slug:reference>/youth-record/end/", youth.end, name="youth_record_end"),
    path("<slug:reference>/review/", screenings.review, name="review"),
    path("<slug:reference>/keep/", screenings.keep, name="keep"),
    path("<slug:reference>/refer/", screenings.refer, name="refer"),
    path("<slug:reference>/take-up-again/", screenings.take_up_again, name="take_up_again"),
]
