"""What is sealed, and who may open it until when."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Sealed content in the records, wrapped keys in a store of their own."""

    name = "headwater.vault"
    label = "vault"
