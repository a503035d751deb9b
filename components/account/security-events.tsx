import { Time } from '@/components/ui/time';
import type { SecurityEvent } from '@/lib/accounts/security-store';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';

const KNOWN = [
  'session-started',
  'session-ended',
  'session-refused',
  'account-created',
  'account-changed',
  'password-changed',
  'password-recovery-asked',
  'password-recovered',
  'email-change-asked',
  'email-change-confirmed',
  'email-changed',
  'factor-added',
  'factor-removed',
  'factor-shown',
  'factor-reset-asked',
  'factor-reset',
  'factor-reset-refused',
  'slot-added',
  'slot-removed',
  'vault-unlocked',
  'vault-locked',
] as const;

/** From the audit log, in the owner's words. */
export function SecurityEvents({ events, locale }: { events: SecurityEvent[]; locale: Locale }) {
  const t = translatorFor(locale, 'security');
  const words = (action: string) => {
    const known = KNOWN.find((each) => each === action.replace('.', '-'));
    return known ? t(`happened.${known}`) : action;
  };
  if (events.length === 0) return <p>{t('eventsNone')}</p>;
  return (
    <ol className="divide-y divide-line">
      {events.map(({ id, at, action, outcome, isOwn }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2">
          <span>
            {words(action)}
            {outcome !== 'success' && <strong className="font-medium"> ({t('refused')})</strong>}
            {!isOwn && <span className="text-ink-2"> {t('byManager')}</span>}
          </span>
          <span className="text-sm text-ink-2">
            <Time at={at} format="relative" locale={locale} />
          </span>
        </li>
      ))}
    </ol>
  );
}
