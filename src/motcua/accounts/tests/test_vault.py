# SPDX-License-Identifier: EUPL-1.2
"""What is sealed opens for its purpose only, and with a replaced key as long as that is known."""

from pytest_django import Settings

from motcua.accounts.vault import digest, seal, unseal


def test_only_for_its_purpose() -> None:
    sealed = seal(b"secret", "one")
    assert unseal(sealed, "one") == b"secret"
    assert unseal(sealed, "two") is None
    assert unseal(sealed[:-2] + b"xx", "one") is None
    assert b"secret" not in sealed


def test_a_replaced_key_opens_while_it_is_known(settings: Settings) -> None:
    old, sealed, print_of = settings.SECRET_KEY, seal(b"secret", "one"), digest("t-clerk", "door")
    settings.SECRET_KEY = "another key " * 6
    assert unseal(sealed, "one") is None
    assert digest("t-clerk", "door") != print_of
    settings.SECRET_KEY_FALLBACKS = [old]
    assert unseal(sealed, "one") == b"secret"
