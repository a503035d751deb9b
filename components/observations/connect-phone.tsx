'use client';
import { Smartphone } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { addDeviceAction } from '@/lib/observations/device-actions';
import type { NewDevice } from '@/lib/observations/device-secret';

// Needed after a press only.
const loadSecret = () => import('./phone-secret').then((module) => module.PhoneSecret);
const PhoneSecret = dynamic(loadSecret, { ssr: false });

/** A patient connects a phone to one study: its secret is shown once, because only its hash is kept. */
export function ConnectPhone({ enrollmentId }: { enrollmentId: string }) {
  const t = useTranslations('sharing');
  const [made, setMade] = useState<NewDevice | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function connect() {
    setPending(true);
    // First what shows the secret: it comes once, and must not come to a page that cannot.
    const answer = await loadSecret()
      .then(() => addDeviceAction({ enrollmentId, name: t('phone') }))
      .catch(() => null);
    setPending(false);
    setFailed(answer?.ok ? null : (answer?.error.message ?? t('unavailable')));
    if (answer?.ok) setMade(answer.value);
  }

  if (made) return <PhoneSecret device={made} />;
  return (
    <div className="space-y-3">
      <Button
        size="lg"
        icon={<Smartphone aria-hidden />}
        isPending={isPending}
        onClick={() => void connect()}
      >
        {t('connectPhone')}
      </Button>
      {failed && (
        <Callout tone="danger" role="alert">
          {failed}
        </Callout>
      )}
    </div>
  );
}
