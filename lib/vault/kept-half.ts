import 'client-only';
import type { SealedHalf } from './vault-protocol';

/** This tab's half, so that a reload stays unlocked. It dies with the tab. */
const NAME = 'wellkept-vault-half';

export function keepHalf(userId: string, half: SealedHalf): void {
  sessionStorage.setItem(NAME, JSON.stringify([userId, half]));
}

export function keptHalf(userId: string): SealedHalf | null {
  const text = sessionStorage.getItem(NAME);
  if (!text) return null;
  const [owner, half] = JSON.parse(text) as [string, SealedHalf];
  return owner === userId ? half : null;
}

export function dropHalf(): void {
  sessionStorage.removeItem(NAME);
}
