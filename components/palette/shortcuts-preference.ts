'use client';
import { useSyncExternalStore } from 'react';

const STORAGE_KEY = 'wellkept.shortcuts';
const listeners = new Set<() => void>();
/** Where storage is switched off, the choice lasts as long as the page. */
let chosen: boolean | null = null;

function read(): boolean {
  if (chosen !== null) return chosen;
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true;
  }
}

export function switchShortcuts(isOn: boolean): void {
  chosen = isOn;
  try {
    localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off');
  } catch {
    // See above.
  }
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether single keys do something, on this device (WCAG 2.1.4). Ctrl-K is no single key and always works. */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore(subscribe, read, () => true);
}
