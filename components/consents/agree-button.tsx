'use client';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import type { ScopeConsent } from '@/lib/consents/consent';
import type { StartSharing } from '@/lib/consents/consent-schema';
import { ConsentDialog } from './consent-dialog';
import { EndDateField, endOfDay } from './end-date-field';

export type OwnScope = {
  scope: ScopeConsent;
  enrollmentId: string;
  studyName: string;
  informationVersion: number;
};
type Props = {
  own: OwnScope;
  isPrimary?: boolean;
  word: string;
  title: string;
  text: string;
  yes: string;
  isSaving: boolean;
  agree: (input: StartSharing) => Promise<unknown>;
};

/** A yes with an end if the patient wants one; it names the text and the request they have before their eyes. */
export function AgreeButton({ own, isPrimary = false, word, agree, ...dialog }: Props) {
  const t = useTranslations('sharing');
  const [isOpen, setOpen] = useState(false);
  const [lastDay, setLastDay] = useState('');
  const [isPast, setPast] = useState(false);

  async function confirm() {
    const endsAt = endOfDay(lastDay);
    setPast(endsAt === undefined);
    if (endsAt === undefined) return;
    const { scope, enrollmentId, informationVersion } = own;
    const { scopeCode, requestVersion } = scope;
    await agree({ enrollmentId, scope: scopeCode, informationVersion, requestVersion, endsAt });
    setOpen(false);
  }
  return (
    <>
      <Button size="lg" variant={isPrimary ? 'primary' : 'secondary'} onClick={() => setOpen(true)}>
        {word}
      </Button>
      <ConsentDialog
        {...dialog}
        isOpen={isOpen}
        no={t('notNow')}
        onClose={() => setOpen(false)}
        onYes={() => void confirm()}
      >
        <EndDateField value={lastDay} onChange={setLastDay} isPast={isPast} />
      </ConsentDialog>
    </>
  );
}
