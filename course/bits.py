"""Write and read bits as text of the base64url alphabet, six bits a character.

Bits go most significant first; the last character is filled with zero bits. No bytes lie between
bits and text: the first character holds the first six bits.

A *varint* is written in groups of five bits, the lowest four bits of the number first: one bit
"more follows", then four bits of the number (so 0 to 15 take five bits, 16 to 255 take ten).
"""

from course.errors import SuspendDataError

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


class BitWriter:
    """Collect bits, then give them as text."""

    def __init__(self) -> None:
        self._bits: list[int] = []

    def write(self, value: int, width: int) -> None:
        """Write a number in that many bits."""
        self._bits.extend((value >> place) & 1 for place in range(width - 1, -1, -1))

    def write_varint(self, value: int) -> None:
        """Write a number of any size, at least 0."""
        while value > 15:
            self.write(16 | (value & 15), 5)
            value >>= 4
        self.write(value, 5)

    def text(self) -> str:
        """Return all bits written as text."""
        bits = self._bits + [0] * (-len(self._bits) % 6)
        groups = (bits[start : start + 6] for start in range(0, len(bits), 6))
        return "".join(ALPHABET[int("".join(map(str, group)), 2)] for group in groups)


class BitReader:
    """Read bits from text. Raises SuspendDataError where the text is none of ours."""

    def __init__(self, text: str) -> None:
        if not all(character in _VALUES for character in text):
            raise SuspendDataError("suspend data holds a character outside its alphabet")
        self._bits = [(_VALUES[c] >> place) & 1 for c in text for place in range(5, -1, -1)]
        self._at = 0

    def read(self, width: int) -> int:
        """Read a number of that many bits."""
        bits = self._bits[self._at : self._at + width]
        if len(bits) < width:
            raise SuspendDataError("suspend data ends too early")
        self._at += width
        value = 0
        for bit in bits:
            value = value << 1 | bit
        return value

    def read_varint(self) -> int:
        """Read a number of any size up to 32 bits."""
        value = 0
        for shift in range(0, 32, 4):
            group = self.read(5)
            value |= (group & 15) << shift
            if group < 16:
                return value
        raise SuspendDataError("suspend data holds a number that is too large")

    def finish(self) -> None:
        """Make sure that only the filling of the last character is left."""
        rest = self._bits[self._at :]
        if len(rest) > 5 or any(rest):
            raise SuspendDataError("suspend data goes on after its end")
