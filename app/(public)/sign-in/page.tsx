import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { DemoCards, type DemoCard } from '@/components/account/demo-cards';
import { LanguageSwitch } from '@/components/account/language-switch';
import { SignInForm, type SignInTexts } from '@/components/account/sign-in-form';
import { VaultGone } from '@/components/keys/vault-gone';
import { AuthLayout } from '@/components/layout/auth-layout';
import { DemoBanner } from '@/components/layout/demo-banner';
import { Callout } from '@/components/ui/callout';
import { demoCards } from '@/lib/auth/demo-cards';
import { safeReturnTo } from '@/lib/auth/return-to';
import { currentAccount } from '@/lib/auth/session';
import { currentTranslator, type TranslatorOf } from '@/lib/i18n/translator';
import { needsSetUp } from '@/lib/installation/first-administrator';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  const t = await currentTranslator('signIn');
  return { title: t('title') };
}

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { to, 'signed-out': signedOut, recovered } = await searchParams;
  const returnTo = safeReturnTo(to) ?? routes.home();
  if (await currentAccount()) redirect(returnTo);
  const t = await currentTranslator('signIn');
  const cards = await demoCards();
  const isDemo = cards.length > 0;
  const isNew = !isDemo && (await needsSetUp());
  return (
    <AuthLayout
      title={t('title')}
      width={isDemo ? 'md' : 'sm'}
      skipLabel={t('skip')}
      banner={isDemo && <DemoBanner label={t('demoBanner')} text={t('demoBannerText')} />}
      footer={<Footer t={t} />}
    >
      <VaultGone />
      <div className="space-y-6">
        {signedOut !== undefined && <Callout tone="success">{t('signedOut')}</Callout>}
        {isNew && <SetUpHint t={t} />}
        {recovered !== undefined && <Callout tone="success">{t('recovered')}</Callout>}
        {isDemo && <Demo t={t} cards={cards} />}
        <section className="space-y-3">
          {isDemo && <h2 className="text-lg font-semibold">{t('demoOwn')}</h2>}
          <SignInForm texts={formTexts(t)} returnTo={returnTo} secondStep={secondStep(returnTo)} />
          <a className="link inline-flex min-h-11 items-center" href={routes.recover()}>
            {t('forgot')}
          </a>
        </section>
      </div>
    </AuthLayout>
  );
}

const secondStep = (returnTo: Route) =>
  `${routes.signInCode()}?${new URLSearchParams({ to: returnTo }).toString()}` as Route;

type Texts = { t: TranslatorOf<'signIn'> };

function Demo({ t, cards }: Texts & { cards: DemoCard[] }) {
  const texts = {
    entering: t('demoEntering'),
    passphrase: t('demoPassphrase'),
    unreachable: t('unreachable'),
  };
  return (
    <section aria-labelledby="demo-title" className="space-y-3">
      <h2 id="demo-title" className="text-lg font-semibold">
        {t('demoTitle')}
      </h2>
      <p className="text-ink-2">{t('demoText')}</p>
      <DemoCards cards={cards} texts={texts} secondStep={routes.signInCode()} />
    </section>
  );
}

function SetUpHint({ t }: Texts) {
  return (
    <Callout tone="info">
      {t('setUp')}{' '}
      <a className="link" href={routes.setUp()}>
        {t('setUpLink')}
      </a>
    </Callout>
  );
}

/** As props, not through the client's message provider: this page is to stay light. */
function formTexts(t: Texts['t']): SignInTexts {
  return {
    email: t('email'),
    password: t('password'),
    show: t('show'),
    hide: t('hide'),
    submit: t('submit'),
    submitting: t('submitting'),
    unreachable: t('unreachable'),
  };
}

function Footer({ t }: Texts) {
  return (
    <div className="space-y-3">
      <p>{t('noAccount')}</p>
      <p>{t('trust')}</p>
      <div className="flex justify-center">
        <LanguageSwitch />
      </div>
    </div>
  );
}
