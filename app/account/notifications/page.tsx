import { MailPreference } from '@/components/account/mail-preference';
import { PageHead } from '@/components/layout/page-head';
import { Card } from '@/components/ui/card';
import { changeMailPreferenceAction } from '@/lib/accounts/account-actions';
import { readSettings } from '@/lib/accounts/account-queries';
import { mailKindsOf } from '@/lib/accounts/account-schema';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata() {
  const t = await currentTranslator('security');
  return { title: t('notifications') };
}

export default async function NotificationsPage() {
  const { mail, isPractitioner } = await readSettings();
  const t = await currentTranslator('security');
  return (
    <ClientMessages namespaces={['security']}>
      <PageHead title={t('notifications')} />
      <div className="space-y-4">
        <Card title={t('mailTitle')} description={t('mailText')}>
          <div className="space-y-6">
            {mailKindsOf(isPractitioner).map((kind) => (
              <MailPreference key={kind} kind={kind} wants={mail[kind]} change={changeMailPreferenceAction} />
            ))}
          </div>
        </Card>
        <Card title={t('mailAlwaysTitle')} description={t(isPractitioner ? 'mailAlways' : 'mailAlwaysOwn')}>
          <ul className="list-disc space-y-1 pl-5">
            <li>{t('mailAlwaysAccount')}</li>
            {isPractitioner && <li>{t('mailAlwaysEmergency')}</li>}
          </ul>
        </Card>
      </div>
    </ClientMessages>
  );
}
