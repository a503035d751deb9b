import type { SyntheticEvent } from 'react';

/**
 * For a form with an action: React empties it after each submit, which would throw away what somebody typed when the server
 * refuses it. `<form action={…} {...keepTyped}>` keeps it; give the form a new `key` where it should start over.
 */
export const keepTyped = { onReset: (event: SyntheticEvent) => event.preventDefault() };
