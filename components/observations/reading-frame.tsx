'use client';
import { ChartFrame } from '@/components/charts/chart-frame';
import { usePathname } from 'next/navigation';
import { keySetUpPath } from '@/components/keys/key-paths';
import { useVaultContext } from '@/components/keys/vault-provider';
import { ButtonLink } from '@/components/ui/button';
import { Button } from '@/components/ui/press-button';
import type { NotShared, ScopeSharing } from '@/lib/observations/patient-data';
import type { ReadRefused } from '@/lib/observations/read-observations';
import type { ShownData } from './data-address';
import { Choices } from './reading-chart-panel';
import { NotSharedReason } from './not-shared-reason';
import {
  emptyWords,
  failedWords,
  lockedWords,
  openingWords,
  refusedWords,
  type FrameWords,
} from './reading-frame-words';
import type { ReadingsState } from './use-readings';

type Props = {
  shown: ShownData;
  scope: ScopeSharing;
  reason: NotShared | null;
  refusal: ReadRefused | null;
  readings: ReadingsState & { retry: () => void };
  expected: number;
};

/** The chart's place while there is no chart: loading, locked, not shared, empty or failed, each with one thing to do. */
export function ReadingFrame(props: Props) {
  const { scope, shown } = props;
  const { state, message, detail, action } = wordsOf(props);
  return (
    <ChartFrame
      title={scope.name}
      headingLevel={2}
      size="lg"
      state={state}
      message={message}
      detail={detail}
      actions={<Choices shown={shown} />}
    >
      {action}
    </ChartFrame>
  );
}

function wordsOf({ readings, reason, refusal, scope, expected }: Props): FrameWords {
  if (refusal) return refusedWords(refusal);
  if (reason) {
    return {
      state: 'no-consent',
      message: `${scope.name} is not shared`,
      detail: <NotSharedReason {...reason} />,
    };
  }
  switch (readings.state) {
    case 'open':
      return emptyWords(scope);
    case 'opening':
      return openingWords(readings.opened, expected);
    case 'refused':
      return refusedWords(readings.refusal, readings.retry);
    case 'failed':
      return failedWords(readings.code, readings.retry);
    case 'locked':
      return lockedWords(expected, <UnlockButton />);
    case 'no-keys':
      return lockedWords(expected, <SetUpLink />);
    case 'signed-out':
      return { state: 'error', message: 'You are signed out' };
    case 'starting':
    case 'not-shared':
      return { state: 'loading', message: 'Looking for your keys' };
  }
}

/** Opens the dialog over this page; the page notices by itself and goes on where it was. */
function UnlockButton() {
  const { texts, askToUnlock } = useVaultContext();
  return (
    <Button variant="primary" onClick={() => void askToUnlock()}>
      {texts.unlock}
    </Button>
  );
}

function SetUpLink() {
  const { texts } = useVaultContext();
  return (
    <ButtonLink href={keySetUpPath(usePathname())} variant="primary">
      {texts.setUp}
    </ButtonLink>
  );
}
