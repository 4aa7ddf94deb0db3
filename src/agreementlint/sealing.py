"""Seals bytes with a secret, so that who does not have it can neither read nor change them."""

from __future__ import annotations

import os
from hashlib import blake2b, shake_256
from hmac import compare_digest
from typing import Final

_NONCE: Final = 16  # bytes; with it no two sealings share what hides them, should the secret be the same
_PROOF: Final = 32


def sealed(data: bytes, secret: bytes) -> bytes:
    """The bytes, hidden under as many that only the secret gives, behind a proof that nothing was changed.

    The secret must have been made by a hash: 32 bytes that nobody can guess who does not know what was hashed.
    """
    nonce = os.urandom(_NONCE)
    hidden = _under(data, secret + nonce)
    return nonce + _proof(nonce + hidden, secret) + hidden


def unsealed(data: bytes, secret: bytes) -> bytes | None:
    """What was sealed; None where it was with another secret, or where anything was changed since."""
    nonce, proof, hidden = data[:_NONCE], data[_NONCE : _NONCE + _PROOF], data[_NONCE + _PROOF :]
    if not compare_digest(proof, _proof(nonce + hidden, secret)):
        return None
    return _under(hidden, secret + nonce)


def _under(data: bytes, key: bytes) -> bytes:
    """The bytes, each combined with one of an endless row that the key gives; done twice it undoes itself."""
    size = len(data)
    cover = shake_256(b"hide" + key).digest(size)
    return (int.from_bytes(data, "big") ^ int.from_bytes(cover, "big")).to_bytes(size, "big")


def _proof(data: bytes, secret: bytes) -> bytes:
    return blake2b(data, key=secret, digest_size=_PROOF, person=b"prove").digest()
