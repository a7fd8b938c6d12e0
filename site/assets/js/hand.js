// Codes at hand, and the service's clock by which they are shown.

/** The service's clock, carried on by this machine's steady one: a phone's own time may be wrong by hours, or be set while we look. */
export class Clock {
  /** @param {() => number} steady   milliseconds that never jump */
  constructor(steady = () => performance.now()) {
    this.steady = steady;
    this.ahead = 0;
  }

  /** @param {number} now   what the service said, in Unix milliseconds   @param {number} asked   @param {number} answered   when, by the steady clock */
  set(now, asked, answered) {
    this.ahead = now - (asked + answered) / 2; // half the way there and back
  }

  now() {
    return this.steady() + this.ahead;
  }
}

/** A list of codes in order of time, each {code, from, until} in the service's words. */
export class Hand {
  /** @param {{code: string, from: string, until: string}[]} codes */
  constructor(codes = []) {
    this.codes = codes.map(({ code, from, until }) => ({ code, from: Date.parse(from), until: Date.parse(until) }));
  }

  /** The code to be shown at a moment. @returns {string} "" when none is left */
  at(now) {
    // Within the first second of an answer the service's clock may be a little ahead of our reckoning.
    const first = this.codes[0];
    if (first && now < first.from && first.from - now < 1000) return first.code;
    return this.codes.find(({ from, until }) => from <= now && now < until)?.code ?? '';
  }

  /** For how long there are codes, in milliseconds. */
  left(now) {
    return Math.max(0, (this.codes.at(-1)?.until ?? 0) - now);
  }
}
