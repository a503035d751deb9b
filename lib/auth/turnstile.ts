/** Lets a few through at a time, keeps a short line waiting, and turns the rest away. */
export class Turnstile {
  #inside = 0;
  readonly #line: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly longestLine: number,
  ) {}

  async run<R>(work: () => Promise<R>, turnedAway: () => Error): Promise<R> {
    if (this.#inside >= this.atOnce) {
      if (this.#line.length >= this.longestLine) throw turnedAway();
      await new Promise<void>((next) => this.#line.push(next)); // whoever leaves hands the place over
    } else {
      this.#inside += 1;
    }
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
