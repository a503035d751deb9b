'use client';
import { useCallback } from 'react';

const REGION_ID = 'live-region';
type Politeness = 'polite' | 'assertive';

/** Two empty regions of the root layout. React Aria leaves them audible while a dialog is open. */
export function LiveRegion() {
  return (
    <div data-live-announcer className="sr-only">
      <div id={`${REGION_ID}-polite`} aria-live="polite" aria-atomic="true" />
      <div id={`${REGION_ID}-assertive`} aria-live="assertive" aria-atomic="true" />
    </div>
  );
}

/**
 * Says a sentence to screen readers. Never the only place of a result: it stands in the page as well.
 * The text is changed by hand, not by React state, so that nothing renders again because of an announcement.
 */
export function useAnnounce(): (message: string, politeness?: Politeness) => void {
  return useCallback((message: string, politeness: Politeness = 'polite') => {
    const region = document.getElementById(`${REGION_ID}-${politeness}`);
    if (!region) return;
    // The same words twice are announced only when the text changes: a trailing no-break space makes it differ.
    region.textContent = region.textContent === message ? `${message}\u00a0` : message;
  }, []);
}
