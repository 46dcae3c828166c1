"""Passwords of destinations: from the environment or the system's keyring, never from a file."""

from __future__ import annotations

import os

from ..model.destination import Destination

USER, SECRET = "LOUDAO_USER", "LOUDAO_SECRET"
"""Variables of the environment; they come before what the settings and the keyring say."""

_SERVICE = "loudao"


def user_of(destination: Destination) -> str:
    return os.environ.get(USER) or destination.user


def secret_of(destination: Destination) -> str:
    """The password; empty where nobody knows one."""
    if not destination.needs_secret:
        return ""
    return os.environ.get(SECRET) or _from_keyring(destination)


def _from_keyring(destination: Destination) -> str:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, _entry(destination)) or ""
    except KeyringError:  # a server without a desktop has none
        return ""


def remember_secret(destination: Destination, secret: str) -> bool:
    """Puts the password into the system's keyring; False where the system has none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, _entry(destination), secret)
    except KeyringError:
        return False
    return True


def _entry(destination: Destination) -> str:
    where = destination.bucket or destination.endpoint
    return f"{user_of(destination)}@{destination.to}:{where}"
