import { LanguageSwitch } from '@/components/account/language-switch';
import { AuthLayout } from '@/components/layout/auth-layout';
import { VerifyReceipt } from '@/components/receipts/verify-receipt';
import { Link } from '@/components/ui/link';
import { ClientMessages } from '@/lib/i18n/client-messages';
import { currentTranslator } from '@/lib/i18n/translator';
import { receiptPublicKeys } from '@/lib/receipts/receipt-signature';
import { routes } from '@/lib/routes';

export async function generateMetadata() {
  return { title: (await currentTranslator('verify'))('title') };
}

/** The keys come with the page, so that checking asks nobody anything, also without a network. */
export default async function VerifyPage() {
  const t = await currentTranslator('verify');
  const keys = await receiptPublicKeys();
  const footer = (
    <div className="space-y-3">
      <p>
        <a className="link" href={routes.receiptKeys()}>
          {t('keys')}
        </a>
      </p>
      {/* Nothing is fetched ahead either: whoever checks a receipt here leaves no trace. */}
      <Link className="link inline-block py-1.5" href={routes.signIn()} prefetch={false}>
        {t('toSignIn')}
      </Link>
      <div className="flex justify-center">
        <LanguageSwitch />
      </div>
    </div>
  );
  return (
    <AuthLayout
      isPatient
      width="md"
      title={t('title')}
      description={t('intro')}
      skipLabel={t('skip')}
      footer={footer}
    >
      <ClientMessages namespaces={['verify', 'receipt']}>
        <VerifyReceipt keys={keys} />
      </ClientMessages>
    </AuthLayout>
  );
}
