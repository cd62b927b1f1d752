"""One account a person. It says who signs in; what they may do is a matter of seats."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from headwater.core.privacy import PrivacyClass
from headwater.core.references import MAX_LENGTH, new_reference


def _reference() -> str:
    return new_reference("p")


class PersonManager(BaseUserManager["Person"]):
    """Makes people; there are no super-users, because no one may see everything."""

    def create_user(
        self, email: str, display_name: str, password: str | None = None, **fields: object
    ) -> Person:
        """Create a person who can sign in with this address; without password, not yet."""
        person = self.model(
            email=self.normalize_email(email).lower(), display_name=display_name, **fields
        )
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Someone who works for an agency or the partnership. Never a person served."""

    reference = models.CharField(max_length=MAX_LENGTH, unique=True, default=_reference)
    email = models.EmailField(_("E-mail address"), unique=True)
    display_name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(max_length=5, default="en")
    is_active = models.BooleanField(default=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Privacy:
        """Staff data: their own names and addresses, so identifiers."""

        id = PrivacyClass.OPERATIONAL
        password = PrivacyClass.SECRET
        last_login = PrivacyClass.OPERATIONAL
        reference = PrivacyClass.OPERATIONAL
        email = PrivacyClass.IDENTIFIER
        display_name = PrivacyClass.IDENTIFIER
        language = PrivacyClass.OPERATIONAL
        is_active = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return self.reference

    @property
    def can_sign_in(self) -> bool:
        """Whether the person has chosen a password, and the account is open."""
        return self.is_active and self.has_usable_password()

    def get_full_name(self) -> str:
        """The name as the person wishes to be called."""
        return self.display_name


class Invitation(models.Model):
    """A one-time way in for one person. Only a digest of its code is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """A key to an account."""

        id = PrivacyClass.OPERATIONAL
        person = PrivacyClass.OPERATIONAL
        digest = PrivacyClass.SECRET
        made_at = PrivacyClass.OPERATIONAL
        ends_at = PrivacyClass.OPERATIONAL
        used_at = PrivacyClass.OPERATIONAL

    def __str__(self) -> str:
        return f"invitation of {self.person.reference}"
