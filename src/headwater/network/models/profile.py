"""What a community says of itself: its questionnaire, word for word, and what was read from it."""

from __future__ import annotations

from django.db import models

from headwater.core.privacy import PrivacyClass

from .places import Community


class ProfileAnswer(models.Model):
    """The answer to one question, as given. An empty text is an unanswered question."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="profile_answers")
    question = models.SlugField(max_length=40)
    text = models.TextField(blank=True)
    given = models.DateTimeField()

    class Meta:
        """One answer a question."""

        constraints = (
            models.UniqueConstraint(fields=["community", "question"], name="profile_answer_once"),
        )

    class Privacy:
        """Published by the community itself; its contact person is named in it."""

        id = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        question = PrivacyClass.OPERATIONAL
        text = PrivacyClass.FREE_TEXT
        given = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.community.slug}: {self.question}"


class ProfileStatement(models.Model):
    """One fact read from an answer: a funder, a peer community, a goal, a value.

    `kind` is one of `profile.kinds.Kind`; `as_of` a month or year the document gave
    (`2015-05`, `2014`), empty where it gave none; `number` only for counts; `unresolved`
    where the document points at something that did not come with it.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="profile_statements")
    kind = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    number = models.PositiveIntegerField(null=True, blank=True)
    as_of = models.CharField(max_length=10, blank=True)
    unresolved = models.BooleanField(default=False)

    class Meta:
        """In the document's order."""

        ordering = ("kind", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["community", "kind", "position"], name="profile_statement_place"
            ),
        )

    class Privacy:
        """Published by the community itself."""

        id = PrivacyClass.OPERATIONAL
        community = PrivacyClass.OPERATIONAL
        kind = PrivacyClass.OPERATIONAL
        position = PrivacyClass.OPERATIONAL
        text = PrivacyClass.FREE_TEXT
        number = PrivacyClass.OPERATIONAL
        as_of = PrivacyClass.OPERATIONAL
        unresolved = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"{self.community.slug}: {self.kind} {self.position}"
