import { AskRecovery } from '@/components/account/recover-forms';
import { LanguageSwitch } from '@/components/account/language-switch';
import { AuthLayout } from '@/components/layout/auth-layout';
import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  const t = await currentTranslator('recover');
  return { title: t('title') };
}

export default async function RecoverPage() {
  const t = await currentTranslator('recover');
  const footer = (
    <div className="space-y-3">
      <Link className="link" href={routes.signIn()}>
        {t('toSignIn')}
      </Link>
      <div className="flex justify-center">
        <LanguageSwitch />
      </div>
    </div>
  );
  return (
    <AuthLayout title={t('title')} description={t('intro')} skipLabel={t('skip')} footer={footer}>
      <ClientMessages namespaces={['recover']}>
        <div className="space-y-5">
          <AskRecovery />
          <Callout tone="info">{t('passphrase')}</Callout>
        </div>
      </ClientMessages>
    </AuthLayout>
  );
}
