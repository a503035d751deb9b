import { useEffect, useState } from 'react';

/** What the newest address that answered said, or why it did not. */
type Fetched<A> = { address: string; value: A | null; isSignedOut: boolean };

const DEBOUNCE_MS = 150;

/** The JSON of an address that changes while somebody types: asked for a moment after it stopped changing, never twice at once. */
export function useFetched<A>(address: string | null): Fetched<A> | null {
  const [answer, setAnswer] = useState<Fetched<A> | null>(null);
  const isFirst = answer === null;
  useEffect(() => {
    if (address === null) return;
    const abort = new AbortController();
    const ask = () =>
      void fetched<A>(address, abort.signal).then((next) => {
        if (!abort.signal.aborted) setAnswer(next);
      });
    const timer = setTimeout(ask, isFirst ? 0 : DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [address, isFirst]);
  return answer;
}

async function fetched<A>(address: string, signal: AbortSignal): Promise<Fetched<A>> {
  try {
    const response = await fetch(address, { signal });
    if (response.ok) return { address, value: (await response.json()) as A, isSignedOut: false };
    return { address, value: null, isSignedOut: response.status === 401 };
  } catch {
    return { address, value: null, isSignedOut: false };
  }
}
