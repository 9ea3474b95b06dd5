"""Signing a manifest with an Ed25519 key, and checking a signature. Optional: the extra ``sign``.

A manifest holds the hash of every input and output, so its signature answers for the edition. The
signature is that of the manifest's bytes, in base64, in a file beside it. Keys are PEM files:
``openssl genpkey -algorithm ed25519 -out key.pem`` makes one, ``openssl pkey -in key.pem -pubout``
prints its public half. The private key belongs in no repository; the public one is told to readers
by another way than the edition itself, or it proves nothing.
"""

import base64
import binascii
from importlib import import_module
from pathlib import Path
from typing import Any

from spf_lib.publish.manifest import manifest_file

SIGNATURE_ENDING = ".sig"


class SigningUnavailable(Exception):
    """The package that signs is not installed."""


class UnreadableKey(Exception):
    """A file holds no Ed25519 key that can be used."""


class BadSignature(Exception):
    """A manifest is not signed, or not by this key."""


def sign_edition(root: Path, edition_id: str, key: Path, passphrase: bytes | None) -> Path:
    """Sign the manifest of a published edition.

    Parameters
    ----------
    root : Path
        The project's folder.
    edition_id : str
        A published edition.
    key : Path
        A private Ed25519 key, PEM.
    passphrase : bytes or None
        The key's passphrase; None for a key without.

    Returns
    -------
    Path
        The signature's file.

    Raises
    ------
    FileNotFoundError
        If the edition has no manifest.
    UnreadableKey, SigningUnavailable
        If the key cannot be used.
    """
    manifest = _manifest(root, edition_id)
    serialization, ed25519 = _cryptography("serialization"), _cryptography("asymmetric.ed25519")
    try:
        private = serialization.load_pem_private_key(key.read_bytes(), passphrase)
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableKey(f"{key} cannot be read as a private key in PEM: {error}") from None
    if not isinstance(private, ed25519.Ed25519PrivateKey):
        raise UnreadableKey(f"{key} is a private key, but not an Ed25519 key")
    signature = manifest.with_name(manifest.name + SIGNATURE_ENDING)
    text = base64.b64encode(private.sign(manifest.read_bytes())).decode("ascii")
    signature.write_text(f"{text}\n", encoding="ascii")
    return signature


def check_signature(root: Path, edition_id: str, key: Path) -> None:
    """Check the signature of an edition's manifest.

    Parameters
    ----------
    root : Path
        The project's folder, or that of an unpacked archive.
    edition_id : str
        A published edition.
    key : Path
        A public Ed25519 key, PEM.

    Raises
    ------
    BadSignature
        If there is no signature, or it is not that of these bytes by this key.
    FileNotFoundError
        If the edition has no manifest.
    UnreadableKey, SigningUnavailable
        If the key cannot be used.
    """
    manifest = _manifest(root, edition_id)
    serialization, ed25519 = _cryptography("serialization"), _cryptography("asymmetric.ed25519")
    try:
        public = serialization.load_pem_public_key(key.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableKey(f"{key} cannot be read as a public key in PEM: {error}") from None
    if not isinstance(public, ed25519.Ed25519PublicKey):
        raise UnreadableKey(f"{key} is a public key, but not an Ed25519 key")
    name = manifest_file(edition_id) + SIGNATURE_ENDING
    try:
        signature = base64.b64decode((root / name).read_bytes().strip(), validate=True)
        public.verify(signature, manifest.read_bytes())
    except OSError:
        raise BadSignature(f"{edition_id} is not signed: there is no {name}") from None
    except (binascii.Error, _invalid_signature()):
        raise BadSignature(
            f"{name} is not a signature of {manifest_file(edition_id)} by {key}"
        ) from None


def _manifest(root: Path, edition_id: str) -> Path:
    manifest = root / manifest_file(edition_id)
    if not manifest.is_file():
        raise FileNotFoundError(
            f"no {manifest_file(edition_id)}: publish it first with `spf publish {edition_id}`"
        )
    return manifest


def _cryptography(part: str) -> Any:
    """Import a part of the optional package, or say in words that it is not there."""
    try:
        return import_module(f"cryptography.hazmat.primitives.{part}")
    except ImportError:
        raise SigningUnavailable(
            "signatures need the package cryptography: pip install 'spf-book[sign]'"
        ) from None


def _invalid_signature() -> Any:
    return import_module("cryptography.exceptions").InvalidSignature
