"""What is signed, as bytes that are the same for the same content, and its digest.

Sorted keys, UTF-8, no blanks: whoever has the content can compute the digest again. Source: the rules
of RFC 8785 (JSON Canonicalization Scheme) as far as texts, lists and mappings need them.
"""

import hashlib
import json
from typing import Any


def canonical(content: Any) -> bytes:
    """Return content as canonical JSON. content: mappings, lists, texts, whole numbers, none."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: Any) -> str:
    """Return the SHA-256 of the canonical content, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def veiled(value: Any, salt: bytes) -> str:
    """Return what stands in the content for a value that must not: its digest with a secret salt.

    Without the salt, which is deleted with the value, a short answer could be guessed from its digest.
    """
    return f"sha256:{hashlib.sha256(salt + canonical(value)).hexdigest()}"
