/**
 * Bits as text of the base64url alphabet, six bits a character: the twin of `course/bits.py`.
 * Bits go most significant first; the last character is filled with zero bits. A varint is written in
 * groups of five bits, lowest four bits of the number first: "more follows", then the four bits.
 */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));

/** Thrown when suspend data cannot be read, or when a state does not fit into it. */
export class SuspendDataError extends Error {}

/** Collect bits, then give them as text. */
export class BitWriter {
  constructor() {
    /** @type {number[]} */
    this.bits = [];
  }

  /** Write a number in that many bits. @param {number} value @param {number} width */
  write(value, width) {
    for (let place = width - 1; place >= 0; place -= 1) this.bits.push((value >>> place) & 1);
  }

  /** Write a number of any size up to 32 bits. @param {number} value at least 0 */
  writeVarint(value) {
    let rest = value;
    while (rest > 15) {
      this.write(16 | (rest & 15), 5);
      rest >>>= 4;
    }
    this.write(rest, 5);
  }

  /** Return all bits written as text. */
  text() {
    const bits = [...this.bits, ...Array((6 - (this.bits.length % 6)) % 6).fill(0)];
    let text = "";
    for (let start = 0; start < bits.length; start += 6) {
      text += ALPHABET[bits.slice(start, start + 6).reduce((value, bit) => (value << 1) | bit, 0)];
    }
    return text;
  }
}

/** Read bits from text. Throws SuspendDataError where the text is none of ours. */
export class BitReader {
  /** @param {string} text */
  constructor(text) {
    /** @type {number[]} */
    this.bits = [];
    this.at = 0;
    for (const character of text) {
      const value = VALUES.get(character);
      if (value === undefined) {
        throw new SuspendDataError("suspend data holds a character outside its alphabet");
      }
      for (let place = 5; place >= 0; place -= 1) this.bits.push((value >> place) & 1);
    }
  }

  /** Read a number of that many bits. @param {number} width at most 32 */
  read(width) {
    const bits = this.bits.slice(this.at, this.at + width);
    if (bits.length < width) throw new SuspendDataError("suspend data ends too early");
    this.at += width;
    return bits.reduce((value, bit) => value * 2 + bit, 0);
  }

  /** Read a number of any size up to 32 bits. */
  readVarint() {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 4) {
      const group = this.read(5);
      value += (group & 15) * 2 ** shift;
      if (group < 16) return value;
    }
    throw new SuspendDataError("suspend data holds a number that is too large");
  }

  /** Make sure that only the filling of the last character is left. */
  finish() {
    const rest = this.bits.slice(this.at);
    if (rest.length > 5 || rest.some(Boolean)) {
      throw new SuspendDataError("suspend data goes on after its end");
    }
  }
}
