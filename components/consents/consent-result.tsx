'use client';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { ConsentOutcome } from './use-consent-change';

const UNDO_MS = 10_000;

type Props = {
  result: ConsentOutcome | null;
  onUndo: () => void;
  /** What a change of mind still does, said after a stop. */
  note: string;
};

/** What came of a change, on the card itself; Undo stands there for ten seconds, Start sharing for good. */
export function ConsentResult({ result, onUndo, note }: Props) {
  const t = useTranslations('sharing');
  const [expired, setExpired] = useState<unknown>(null);

  useEffect(() => {
    if (!result) return;
    const timer = setTimeout(() => setExpired(result), UNDO_MS);
    return () => clearTimeout(timer);
  }, [result]);

  if (!result) return null;
  if ('failed' in result) return <Callout tone="danger">{result.failed}</Callout>;
  const canUndo = result.wasStop && expired !== result;
  return (
    <Callout
      tone="success"
      actions={
        canUndo && (
          <Button size="lg" onClick={onUndo}>
            {t('undo')}
          </Button>
        )
      }
    >
      <p>{result.said}</p>
      {result.wasStop && <p>{note}</p>}
    </Callout>
  );
}
