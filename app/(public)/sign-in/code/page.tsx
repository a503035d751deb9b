import { redirect } from 'next/navigation';
import { LanguageSwitch } from '@/components/account/language-switch';
import { SecondStepForm } from '@/components/account/second-step-form';
import { AuthLayout } from '@/components/layout/auth-layout';
import { safeReturnTo } from '@/lib/auth/return-to';
import { waysOf } from '@/lib/auth/second-step';
import { currentAccount } from '@/lib/auth/session';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  const t = await currentTranslator('recover');
  return { title: t('codeTitle') };
}

/** Only for who has just shown a password and has a second factor. */
export default async function SecondStepPage({ searchParams }: PageProps<'/sign-in/code'>) {
  const returnTo = safeReturnTo((await searchParams)['to']) ?? routes.home();
  if (await currentAccount()) redirect(returnTo);
  const ways = (await waysOf()) ?? redirect(routes.signIn());
  const t = await currentTranslator('recover');
  return (
    <AuthLayout
      title={t('codeTitle')}
      description={t('codeIntro')}
      skipLabel={t('skip')}
      footer={
        <div className="flex justify-center">
          <LanguageSwitch />
        </div>
      }
    >
      <ClientMessages namespaces={['recover']}>
        <SecondStepForm returnTo={returnTo} {...ways} />
      </ClientMessages>
    </AuthLayout>
  );
}
