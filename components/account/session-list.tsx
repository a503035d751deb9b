'use client';
import { MonitorSmartphone } from 'lucide-react';
import { useState, useTransition } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/press-button';
import { useAnnounce } from '@/components/ui/live-region';
import { Time } from '@/components/ui/time';
import type { OwnSession } from '@/lib/accounts/account-queries';
import { deviceName } from '@/lib/auth/device-name';
import { endOtherSessionsAction, endSessionAction } from '@/lib/auth/session-actions';
import type { ActionResult } from '@/lib/errors';
import { useSignOut } from './use-sign-out';

/** Ends sessions and says how it went, in the page and aloud. */
function useEnding() {
  const t = useTranslations('account');
  const announce = useAnnounce();
  const [message, setMessage] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const run = (work: () => Promise<ActionResult<{ ended: number }>>, done: (count: number) => string) =>
    startTransition(async () => {
      const result = await work();
      const words = result.ok ? done(result.value.ended) : t('failed');
      setMessage(words);
      announce(words);
    });
  return { message, isPending, run };
}

/** Where the person is signed in. Ending a session works at its very next request. */
export function SessionList({ sessions }: { sessions: OwnSession[] }) {
  const t = useTranslations('account');
  const { message, isPending, run } = useEnding();
  const endOthers = () =>
    run(
      () => endOtherSessionsAction({}),
      (count) => t('endedOthers', { count }),
    );
  const end = (sessionId: string) =>
    run(
      () => endSessionAction({ sessionId }),
      () => t('endedOne'),
    );
  return (
    <div className="space-y-4">
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            isPending={isPending}
            onEnd={() => end(session.id)}
          />
        ))}
      </ul>
      {message && <p className="font-medium">{message}</p>}
      <div className="flex flex-wrap gap-2">
        <SignOutButton />
        <Button isPending={isPending} onClick={endOthers}>
          {t('endOthers')}
        </Button>
      </div>
    </div>
  );
}

function SignOutButton() {
  const t = useTranslations('account');
  const { state, signOut } = useSignOut();
  return (
    <>
      <Button isPending={state === 'pending'} pendingLabel={t('signingOut')} onClick={() => void signOut()}>
        {t('signOut')}
      </Button>
      {state === 'failed' && <p role="alert">{t('failed')}</p>}
    </>
  );
}

type ItemProps = { session: OwnSession; isPending: boolean; onEnd: () => void };

function SessionItem({ session, isPending, onEnd }: ItemProps) {
  const t = useTranslations('account');
  const locale = useLocale();
  const device = deviceName(session.userAgent) ?? t('unknownDevice');
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device}
          {session.isCurrent && <Badge tone="success">{t('thisDevice')}</Badge>}
        </p>
        <p className="text-sm text-ink-2">
          {t('lastSeen')} <Time at={session.lastSeenAt} format="relative" locale={locale} /> · {t('since')}{' '}
          <Time at={session.createdAt} format="datetime" locale={locale} />
        </p>
      </div>
      {!session.isCurrent && (
        <Button size="sm" aria-label={t('endOneLabel', { device })} isPending={isPending} onClick={onEnd}>
          {t('endOne')}
        </Button>
      )}
    </li>
  );
}
