import { Badge } from '@/components/ui/badge';
import { KeyValue, type KeyValueItem } from '@/components/ui/key-value';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';
import type { OpenPreview } from '@/lib/invitations/invitation';

/** Everything that is asked or given, before anything is agreed to. */
export async function InvitationAbout({ preview }: { preview: OpenPreview }) {
  const t = await currentTranslator('invitation');
  const { organizationName: organization, inviterName: inviter, role, study } = preview;
  if (!study) {
    return (
      <div className="space-y-2">
        <p>{t('practitionerInvitedBy', { inviter, role: t(`roles.${role ?? 'viewer'}`) })}</p>
        <p className="text-ink-2">{t(`roleMeaning.${role ?? 'viewer'}`)}</p>
      </div>
    );
  }
  const items: KeyValueItem[] = [
    { label: t('why'), value: <bdi className="whitespace-pre-line">{study.purpose}</bdi> },
    { label: t('who'), value: <bdi>{organization}</bdi> },
    ...(study.contact ? [{ label: t('contact'), value: <bdi>{study.contact}</bdi> }] : []),
    ...(study.ethicsNumber ? [{ label: t('ethics'), value: study.ethicsNumber }] : []),
  ];
  return (
    <div className="space-y-4">
      <p>{t('invitedBy', { inviter, organization })}</p>
      <KeyValue isStacked items={items} />
      <Asked preview={preview} />
      <p className="text-ink-2">{t('laterAnswer')}</p>
    </div>
  );
}

async function Asked({ preview: { requests } }: { preview: OpenPreview }) {
  const t = await currentTranslator('invitation');
  const isSpanish = (await currentLocale()) === 'es';
  if (requests.length === 0) return <p className="text-ink-2">{t('asksNothing')}</p>;
  return (
    <section aria-labelledby="asks" className="space-y-2">
      <h2 id="asks" className="text-lg font-semibold">
        {t('asks')}
      </h2>
      <ul className="divide-y divide-line border-y border-line">
        {requests.map(({ code, nameEn, nameEs, reason, required }) => (
          <li key={code} className="space-y-1 py-3">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <span className="first-letter:uppercase inline-block">{isSpanish ? nameEs : nameEn}</span>
              <Badge tone={required ? 'accent' : 'neutral'}>{t(required ? 'required' : 'optional')}</Badge>
            </p>
            <p className="text-ink-2">
              <bdi>{reason}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
