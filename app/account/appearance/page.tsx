import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { AppearanceChoice } from '@/components/account/appearance-choice';
import { DensityChoice } from '@/components/account/density-choice';
import { LanguageSelect } from '@/components/account/language-select';
import { PageHead } from '@/components/layout/page-head';
import { Card } from '@/components/ui/card';
import { changeLocaleAction } from '@/lib/accounts/account-actions';
import { currentAccount } from '@/lib/auth/session';
import { signInRoute } from '@/lib/auth/sign-in-route';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';

export async function generateMetadata() {
  const t = await currentTranslator('account');
  return { title: t('looks') };
}

export default async function AppearancePage() {
  const account = (await currentAccount()) ?? redirect(await signInRoute());
  const t = await currentTranslator('account');
  const theme = (await cookies()).get('theme')?.value;
  return (
    <ClientMessages namespaces={['account', 'security']}>
      <PageHead title={t('looks')} />
      <Card title={t('appearance')}>
        <div className="space-y-5">
          <AppearanceChoice theme={theme === 'light' || theme === 'dark' ? theme : 'system'} />
          {account.userType !== 'patient' && <DensityChoice />}
        </div>
      </Card>
      <Card title={t('language')} description={t('languageHelp')}>
        <LanguageSelect label={t('language')} locale={await currentLocale()} remember={changeLocaleAction} />
      </Card>
    </ClientMessages>
  );
}
