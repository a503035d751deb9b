import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AppearanceChoice } from '@/components/account/appearance-choice';
import { LanguageSelect } from '@/components/account/language-select';
import { SessionList } from '@/components/account/session-list';
import { PageHead } from '@/components/layout/page-head';
import { ShortcutsSwitch } from '@/components/palette/shortcuts-switch';
import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { changeLocaleAction } from '@/lib/accounts/account-actions';
import { listOwnSessions } from '@/lib/accounts/account-queries';
import { currentAccount } from '@/lib/auth/session';
import { signInRoute } from '@/lib/auth/sign-in-route';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata() {
  const t = await currentTranslator('account');
  return { title: t('title') };
}

export default async function AccountPage() {
  const account = (await currentAccount()) ?? redirect(await signInRoute());
  const sessions = await listOwnSessions();
  const t = await currentTranslator('account');
  const locale = await currentLocale();
  const theme = (await cookies()).get('theme')?.value;
  const items = [
    { label: t('name'), value: <bdi>{account.name}</bdi> },
    { label: t('email'), value: account.email },
    { label: t('kind'), value: t(`kinds.${account.userType}`) },
  ];
  return (
    <ClientMessages namespaces={['account']}>
      <PageHead title={t('title')} />
      <Card title={t('who')}>
        <KeyValue items={items} />
      </Card>
      <Card title={t('looks')}>
        <div className="space-y-4">
          <AppearanceChoice theme={theme === 'light' || theme === 'dark' ? theme : 'system'} />
          {account.userType !== 'patient' && (
            <ShortcutsSwitch label={t('shortcuts')} help={t('shortcutsHelp')} />
          )}
          <div>
            <LanguageSelect label={t('language')} locale={locale} remember={changeLocaleAction} />
            <p className="mt-1 text-sm text-ink-2">{t('languageHelp')}</p>
          </div>
        </div>
      </Card>
      <Card title={t('sessions')} description={t('sessionsHelp')}>
        <SessionList sessions={sessions} />
      </Card>
    </ClientMessages>
  );
}
