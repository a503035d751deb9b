import { redirect } from 'next/navigation';
import { KeySetUp } from '@/components/keys/key-set-up';
import { VaultRoot } from '@/components/keys/vault-root';
import { AuthLayout } from '@/components/layout/auth-layout';
import { safeReturnTo } from '@/lib/auth/return-to';
import { currentAccount } from '@/lib/auth/session';
import { signInRoute } from '@/lib/auth/sign-in-route';
import { currentLocale, currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  const t = await currentTranslator('keys');
  return { title: t('setUpTitle') };
}

export default async function Page({ searchParams }: PageProps<'/welcome/keys'>) {
  const account = (await currentAccount()) ?? redirect(await signInRoute());
  const t = await currentTranslator('keys');
  const language = await currentLocale();
  const to = safeReturnTo((await searchParams)['to']) ?? routes.home();
  return (
    <VaultRoot>
      <AuthLayout
        title={t('setUpTitle')}
        description={t('setUpIntro')}
        width="md"
        isPatient={account.userType === 'patient'}
      >
        <KeySetUp to={to} language={language} personal={[account.name, account.email]} />
      </AuthLayout>
    </VaultRoot>
  );
}
