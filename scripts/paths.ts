import { fileURLToPath } from 'node:url';

/** The checkout. Scripts run from here, whatever folder npm was called in. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

export const inRoot = (...parts: string[]): string => [ROOT, ...parts].join('/');
