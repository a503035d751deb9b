import 'client-only';

const SIGNS_OF_LIFE = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
/** Telling the worker about every key press would keep it busy with that. */
const TELL_EVERY_MS = 15_000;
const LONGEST_AWAY_MS = 60 * 60_000;

type Hooks = { onActive: () => void; onAway: () => void };

/** Calls `onActive` now and then while somebody uses the page, `onAway` when they come back after an hour. */
export function watchActivity({ onActive, onAway }: Hooks): () => void {
  let toldAt = Date.now();
  let hiddenAt: number | null = null;
  const active = () => {
    if (Date.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = Date.now();
    onActive();
  };
  const visibility = () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = Date.now();
      return;
    }
    const away = hiddenAt === null ? 0 : Date.now() - hiddenAt;
    hiddenAt = null;
    if (away > LONGEST_AWAY_MS) onAway();
  };
  for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, active, { passive: true, capture: true });
  document.addEventListener('visibilitychange', visibility);
  return () => {
    for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, active, { capture: true });
    document.removeEventListener('visibilitychange', visibility);
  };
}
