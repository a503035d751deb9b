'use client';
import { useEffect, useRef } from 'react';
import { isPaletteKey, takesKeys, wishOf, type Wish } from './shortcut-keys';

/** After so long a `g` is forgotten. */
const SEQUENCE_MS = 1500;

type Wanted = {
  /** Whether single keys do something. */
  isOn: boolean;
  onPalette: () => void;
  onWish: (wish: Exclude<Wish, { kind: 'wait' }>) => void;
};

/** One listener for as long as the shell is there; it always calls the newest functions. */
export function useShortcuts(wanted: Wanted): void {
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });
  useEffect(() => {
    let waitingSince = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (isPaletteKey(event)) {
        // Not over a question that has to be answered first.
        if (event.target instanceof Element && event.target.closest('[role="alertdialog"]')) return;
        event.preventDefault();
        latest.current.onPalette();
        return;
      }
      if (!latest.current.isOn || takesKeys(event.target)) return;
      const wish = wishOf(event, event.timeStamp - waitingSince < SEQUENCE_MS);
      if (event.key !== 'Shift') waitingSince = wish?.kind === 'wait' ? event.timeStamp : -Infinity;
      if (!wish || wish.kind === 'wait') return;
      event.preventDefault();
      latest.current.onWish(wish);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
