"""Signing a manifest with an Ed25519 key."""

import base64
import sys

import pytest

from spf_lib.publish.signing import (
    BadSignature,
    SigningUnavailable,
    UnreadableKey,
    check_signature,
    sign_edition,
)
from tests.publish.published import EDITION, FROZEN, MANIFEST

SIGNATURE = f"{MANIFEST}.sig"


@pytest.fixture
def project(tmp_path):
    (tmp_path / FROZEN).mkdir(parents=True)
    (tmp_path / MANIFEST).write_text('{"edition": "2019-20-Q2"}\n')
    return tmp_path


@pytest.fixture
def keys(tmp_path):
    """Write a pair of keys, perhaps of another kind or with a passphrase; return their files."""
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    def make(name="key", kind="ed25519", passphrase=None):
        generate = {
            "ed25519": ed25519.Ed25519PrivateKey.generate,
            "ec": lambda: ec.generate_private_key(ec.SECP256R1()),
        }
        key = generate[kind]()
        encryption = (
            serialization.BestAvailableEncryption(passphrase)
            if passphrase
            else serialization.NoEncryption()
        )
        private, public = tmp_path / f"{name}.pem", tmp_path / f"{name}.pub.pem"
        pem = serialization.Encoding.PEM
        private.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, encryption))
        public.write_bytes(
            key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo)
        )
        return private, public

    return make


def test_a_signature_is_good_with_the_public_half_of_its_key(project, keys):
    private, public = keys()
    assert sign_edition(project, EDITION, private, None) == project / SIGNATURE
    check_signature(project, EDITION, public)


def test_signing_again_gives_the_same_bytes_in_base64(project, keys):
    private, _ = keys()
    texts = [sign_edition(project, EDITION, private, None).read_bytes() for _ in range(2)]
    assert texts[0] == texts[1]
    assert len(base64.b64decode(texts[0].strip(), validate=True)) == 64


def test_a_key_with_a_passphrase_signs_when_it_is_given(project, keys):
    private, public = keys(passphrase=b"plain words")
    sign_edition(project, EDITION, private, b"plain words")
    check_signature(project, EDITION, public)


def test_a_changed_manifest_is_not_the_signed_one(project, keys):
    private, public = keys()
    sign_edition(project, EDITION, private, None)
    with (project / MANIFEST).open("a") as manifest:
        manifest.write(" ")
    with pytest.raises(BadSignature, match="is not a signature of"):
        check_signature(project, EDITION, public)


def test_another_key_did_not_sign_it(project, keys):
    sign_edition(project, EDITION, keys()[0], None)
    with pytest.raises(BadSignature, match=r"other\.pub\.pem"):
        check_signature(project, EDITION, keys("other")[1])


@pytest.mark.parametrize("text", ["", "not base64 !", "aGVsbG8=\n", "é"])
def test_a_spoilt_signature_is_bad(project, keys, text):
    (project / SIGNATURE).write_text(text, encoding="utf-8")
    with pytest.raises(BadSignature):
        check_signature(project, EDITION, keys()[1])


def test_an_edition_without_a_signature_is_said_not_to_be_signed(project, keys):
    with pytest.raises(BadSignature, match="is not signed"):
        check_signature(project, EDITION, keys()[1])


def test_a_key_of_another_kind_is_refused(project, keys):
    private, public = keys(kind="ec")
    with pytest.raises(UnreadableKey, match="not an Ed25519 key"):
        sign_edition(project, EDITION, private, None)
    with pytest.raises(UnreadableKey, match="not an Ed25519 key"):
        check_signature(project, EDITION, public)
    assert not (project / SIGNATURE).exists()


def test_a_key_that_cannot_be_read_is_named(project, keys):
    private, public = keys(passphrase=b"plain words")
    for passphrase in (None, b"wrong"):
        with pytest.raises(UnreadableKey, match=r"key\.pem cannot be read as a private key"):
            sign_edition(project, EDITION, private, passphrase)
    with pytest.raises(UnreadableKey, match="cannot be read as a private key"):
        sign_edition(project, EDITION, public, None)
    with pytest.raises(UnreadableKey, match="cannot be read as a public key"):
        check_signature(project, EDITION, private)


def test_an_edition_that_is_not_published_cannot_be_signed(project, tmp_path):
    (project / MANIFEST).unlink()
    with pytest.raises(FileNotFoundError, match="spf publish"):
        sign_edition(project, EDITION, tmp_path / "key.pem", None)


def test_without_the_package_a_plain_sentence_says_what_to_install(project, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.serialization", None)
    with pytest.raises(SigningUnavailable, match=r"pip install 'spf-book\[sign\]'"):
        sign_edition(project, EDITION, tmp_path / "key.pem", None)
    with pytest.raises(SigningUnavailable):
        check_signature(project, EDITION, tmp_path / "key.pem")
