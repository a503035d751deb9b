import type { ReactNode } from 'react';
import type { ChartFrameState } from '@/components/charts/chart-frame';
import { Button } from '@/components/ui/press-button';
import { Progress } from '@/components/ui/progress';
import { formatCount, formatNumber } from '@/lib/format';
import { isReadableScope } from '@/lib/observations/payload';
import type { ScopeSharing } from '@/lib/observations/patient-data';
import type { ReadRefused } from '@/lib/observations/read-observations';

export type FrameWords = { state: ChartFrameState; message: string; detail?: ReactNode; action?: ReactNode };

const READINGS = { one: 'reading', other: 'readings' };

const tryAgain = (retry: () => void) => <Button onClick={retry}>Try again</Button>;

export function openingWords(opened: number, expected: number): FrameWords {
  const of = expected > 0 ? ` of ${formatNumber(expected, 'en')}` : '';
  const progress = (
    <Progress
      label="Opening"
      text={`${formatNumber(opened, 'en')}${of}`}
      {...(expected > 0 && { value: Math.min(opened, expected), max: expected })}
      className="w-full"
    />
  );
  return { state: 'loading', message: 'Opening readings on this device', action: progress };
}

export function lockedWords(expected: number, action: ReactNode): FrameWords {
  return {
    state: 'locked',
    message: `${formatCount(expected, READINGS, 'en')} ${expected === 1 ? 'is' : 'are'} locked`,
    detail: 'Unlock to open them on this device. Nobody else, and no server, can.',
    action,
  };
}

export function emptyWords(scope: ScopeSharing): FrameWords {
  if (!isReadableScope(scope.code)) {
    return { state: 'empty', message: 'This kind of data has no chart yet', detail: scope.code };
  }
  return {
    state: 'empty',
    message: 'No readings in this time',
    detail: 'The patient shares this, and no device has sent anything in the time shown. Try a longer time.',
  };
}

/** What the server said, by its code and the layer that refused; the words of the layers live here only. */
export function refusedWords({ code, layer, message }: ReadRefused, retry?: () => void): FrameWords {
  const again = retry && { action: tryAgain(retry) };
  if (layer === 'consent') {
    return {
      state: 'no-consent',
      message: 'The patient no longer shares this',
      detail: 'Asking since when …',
    };
  }
  const known = REFUSED_WORDS[code];
  if (known) return known;
  return { state: 'error', message, ...again };
}

const NO_ACCESS: FrameWords = { state: 'no-consent', message: 'You no longer have access to these readings' };

const REFUSED_WORDS: Partial<Record<ReadRefused['code'], FrameWords>> = {
  UNAUTHENTICATED: {
    state: 'error',
    message: 'You are signed out',
    detail: 'Sign in again to see these readings.',
  },
  NOT_FOUND: NO_ACCESS,
  FORBIDDEN: NO_ACCESS,
  CONFLICT: { state: 'no-consent', message: 'The study or the enrollment does not allow reading now' },
};

/** What the vault refused with; every code that is not here is a bug and says so. */
const VAULT_WORDS: Record<string, { message: string; detail: string }> = {
  'no-key': {
    message: 'You have no key for these readings',
    detail: 'A manager who can open this study’s readings can share its key with you.',
  },
  'forged-wrap': {
    message: 'The study key cannot be trusted',
    detail: 'Its signature is not the one of the colleague it names. Do not go on; tell a manager.',
  },
  'replaced-study-key': {
    message: 'The study key was replaced',
    detail: 'It is not the key this study was started with. Do not go on; tell a manager.',
  },
  'damaged-data-group-key': {
    message: 'The key of this patient’s readings is damaged',
    detail: 'What is stored is not what was sealed. Tell a manager.',
  },
};

export function failedWords(code: string, retry: () => void): FrameWords {
  const known = VAULT_WORDS[code];
  if (known) return { state: 'error', ...known };
  return { state: 'error', message: 'The readings could not be opened', action: tryAgain(retry) };
}
