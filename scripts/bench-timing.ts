/** What many runs of the same thing took, in milliseconds, and how many there were in a second. */
export interface Timing {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

/** Several workers that each do it again and again for so long, after a little while that does not count. */
export async function timedLoop(
  workers: number,
  seconds: number,
  work: (worker: number) => Promise<unknown>,
): Promise<Timing> {
  const warmUntil = performance.now() + 1_000;
  const until = warmUntil + seconds * 1_000;
  const took: number[] = [];
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < until) {
        const start = performance.now();
        await work(worker);
        if (start >= warmUntil) took.push(performance.now() - start);
      }
    }),
  );
  took.sort((a, b) => a - b);
  const at = (share: number): number =>
    took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? NaN;
  return { perSecond: took.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function timingWords({ perSecond, p50, p95, p99 }: Timing): string {
  const ms = (value: number): string => value.toFixed(1);
  return `${Math.round(perSecond).toLocaleString('en')}/s · p50 ${ms(p50)} · p95 ${ms(p95)} · p99 ${ms(p99)} ms`;
}
