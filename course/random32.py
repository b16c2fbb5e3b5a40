"""Repeatable order: a hash and a generator of 32 bits, the same in Python and in the browser.

All arithmetic is on unsigned 32-bit integers; in JavaScript use ``Math.imul`` and ``>>> 0``.

Sources: FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv); mulberry32 (Tommy Ettinger, public domain);
the shuffle is Durstenfeld's form of Fisher and Yates.
"""

from collections.abc import Iterator, Sequence

_MASK = 0xFFFFFFFF


def fnv1a32(text: str) -> int:
    """Return the 32-bit FNV-1a hash of a text's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & _MASK
    return value


def mulberry32(seed: int) -> Iterator[int]:
    """Yield unsigned 32-bit integers without end. seed: 0 to 2**32 - 1."""
    state = seed & _MASK
    while True:
        state = (state + 0x6D2B79F5) & _MASK
        mixed = ((state ^ (state >> 15)) * (state | 1)) & _MASK
        mixed ^= (mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & _MASK)) & _MASK
        yield mixed ^ (mixed >> 14)


def shuffled(ids: Sequence[str], seed: int, salt: str) -> tuple[str, ...]:
    """Return the ids in an order that depends on seed and salt alone.

    The generator starts at ``seed XOR fnv1a32(salt)``. From the last place down to the second (i =
    n-1 … 1) the id there changes places with the one at ``floor(r * (i + 1) / 2**32)``, r being the
    generator's next number. (r * (i + 1) stays below 2**53 for up to 2**21 ids, so it is exact in
    JavaScript too.)
    """
    order = list(ids)
    numbers = mulberry32(seed ^ fnv1a32(salt))
    for i in range(len(order) - 1, 0, -1):
        j = (next(numbers) * (i + 1)) >> 32
        order[i], order[j] = order[j], order[i]
    return tuple(order)
