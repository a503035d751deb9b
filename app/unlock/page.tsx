import { redirect } from 'next/navigation';
import { UnlockPage } from '@/components/keys/unlock-page';
import { VaultRoot } from '@/components/keys/vault-root';
import { AuthLayout } from '@/components/layout/auth-layout';
import { safeReturnTo } from '@/lib/auth/return-to';
import { currentAccount } from '@/lib/auth/session';
import { signInRoute } from '@/lib/auth/sign-in-route';
import { currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  const t = await currentTranslator('keys');
  return { title: t('unlockTitle') };
}

export default async function Page({ searchParams }: PageProps<'/unlock'>) {
  const account = (await currentAccount()) ?? redirect(await signInRoute());
  const t = await currentTranslator('keys');
  const to = safeReturnTo((await searchParams)['to']) ?? routes.home();
  return (
    <VaultRoot>
      <AuthLayout title={t('unlockTitle')} isPatient={account.userType === 'patient'}>
        <UnlockPage to={to} />
      </AuthLayout>
    </VaultRoot>
  );
}
