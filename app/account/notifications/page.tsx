import { MailPreference } from '@/components/account/mail-preference';
import { PageHead } from '@/components/layout/page-head';
import { Card } from '@/components/ui/card';
import { changeMailPreferenceAction } from '@/lib/accounts/account-actions';
import { readSettings } from '@/lib/accounts/account-queries';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata() {
  const t = await currentTranslator('security');
  return { title: t('notifications') };
}

export default async function NotificationsPage() {
  const { wantsDeviceMail } = await readSettings();
  const t = await currentTranslator('security');
  return (
    <ClientMessages namespaces={['security']}>
      <PageHead title={t('notifications')} />
      <Card title={t('mailTitle')} description={t('mailAlways')}>
        <MailPreference wants={wantsDeviceMail} change={changeMailPreferenceAction} />
      </Card>
    </ClientMessages>
  );
}
