import { redirect } from 'next/navigation';
import { DemoCards } from '@/components/account/demo-cards';
import { LanguageSwitch } from '@/components/account/language-switch';
import { SignInForm } from '@/components/account/sign-in-form';
import { AuthLayout } from '@/components/layout/auth-layout';
import { DemoBanner } from '@/components/layout/demo-banner';
import { Callout } from '@/components/ui/callout';
import { demoCards } from '@/lib/auth/demo-cards';
import { safeReturnTo } from '@/lib/auth/return-to';
import { currentAccount } from '@/lib/auth/session';
import { currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  const t = await currentTranslator('signIn');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { to, 'signed-out': signedOut } = await searchParams;
  const returnTo = safeReturnTo(to) ?? routes.home();
  if (await currentAccount()) redirect(returnTo);
  const t = await currentTranslator('signIn');
  const cards = await demoCards();
  const unreachable = t('unreachable');
  const texts = {
    email: t('email'),
    password: t('password'),
    show: t('show'),
    hide: t('hide'),
    submit: t('submit'),
    submitting: t('submitting'),
    unreachable,
  };
  return (
    <AuthLayout
      title={t('title')}
      width={cards.length > 0 ? 'md' : 'sm'}
      skipLabel={t('skip')}
      banner={cards.length > 0 && <DemoBanner label={t('demoBanner')} text={t('demoBannerText')} />}
      footer={<Footer noAccount={t('noAccount')} trust={t('trust')} />}
    >
      <div className="space-y-6">
        {signedOut !== undefined && <Callout tone="success">{t('signedOut')}</Callout>}
        {cards.length > 0 && (
          <section aria-labelledby="demo-title" className="space-y-3">
            <h2 id="demo-title" className="text-lg font-semibold">
              {t('demoTitle')}
            </h2>
            <p className="text-ink-2">{t('demoText')}</p>
            <DemoCards
              cards={cards}
              texts={{ entering: t('demoEntering'), passphrase: t('demoPassphrase'), unreachable }}
            />
          </section>
        )}
        <section className="space-y-3">
          {cards.length > 0 && <h2 className="text-lg font-semibold">{t('demoOwn')}</h2>}
          <SignInForm texts={texts} returnTo={returnTo} />
        </section>
      </div>
    </AuthLayout>
  );
}

function Footer({ noAccount, trust }: { noAccount: string; trust: string }) {
  return (
    <div className="space-y-3">
      <p>{noAccount}</p>
      <p>{trust}</p>
      <div className="flex justify-center">
        <LanguageSwitch />
      </div>
    </div>
  );
}
