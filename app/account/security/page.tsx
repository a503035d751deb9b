import { PasswordForm } from '@/components/account/password-form';
import { SecondFactorCard } from '@/components/account/second-factor-card';
import { SecurityEvents } from '@/components/account/security-events';
import { SessionList } from '@/components/account/session-list';
import { PageHead } from '@/components/layout/page-head';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { readSecurity } from '@/lib/accounts/account-queries';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata() {
  const t = await currentTranslator('security');
  return { title: t('security') };
}

export default async function SecurityPage({ searchParams }: PageProps<'/account/security'>) {
  const { needed } = await searchParams;
  const { sessions, factors, events } = await readSecurity();
  const t = await currentTranslator('security');
  const words = await currentTranslator('account');
  const hasFactor = factors.totpSince !== null || factors.passkeys.length > 0;
  return (
    <ClientMessages namespaces={['account', 'security']}>
      <PageHead title={t('security')} />
      {needed !== undefined && !hasFactor && <Callout tone="warning">{t('factorRequired')}</Callout>}
      <Card title={t('factor')} description={t('factorText')}>
        <SecondFactorCard factors={factors} />
      </Card>
      <Card title={t('password')} description={t('passwordText')}>
        <PasswordForm />
      </Card>
      <Card title={words('sessions')} description={words('sessionsHelp')}>
        <SessionList sessions={sessions} />
      </Card>
      <Card title={t('events')} description={t('eventsText')}>
        <SecurityEvents events={events} locale={await currentLocale()} />
      </Card>
    </ClientMessages>
  );
}
