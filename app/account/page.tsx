import { redirect } from 'next/navigation';
import { EmailForm } from '@/components/account/email-form';
import { PageHead } from '@/components/layout/page-head';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { dropEmailChangeAction } from '@/lib/accounts/account-actions';
import { readSettings } from '@/lib/accounts/account-queries';
import { currentAccount } from '@/lib/auth/session';
import { signInRoute } from '@/lib/auth/sign-in-route';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata() {
  const t = await currentTranslator('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const account = (await currentAccount()) ?? redirect(await signInRoute());
  const { emailChange } = await readSettings();
  const t = await currentTranslator('account');
  const items = [
    { label: t('name'), value: <bdi>{account.name}</bdi> },
    { label: t('email'), value: <bdi className="break-all">{account.email}</bdi> },
    { label: t('kind'), value: t(`kinds.${account.userType}`) },
  ];
  return (
    <ClientMessages namespaces={['security']}>
      <PageHead title={t('title')} />
      <Card title={t('who')}>
        <div className="space-y-4">
          <KeyValue items={items} />
          <EmailForm change={emailChange} drop={dropEmailChangeAction} />
        </div>
      </Card>
    </ClientMessages>
  );
}
