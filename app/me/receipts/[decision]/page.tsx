import type { Metadata } from 'next';
import { ReceiptCard } from '@/components/receipts/receipt-card';
import { ButtonLink } from '@/components/ui/button';
import { currentLocale, translatorFor } from '@/lib/i18n/translator';
import { myReceipt } from '@/lib/receipts/receipt-queries';
import { routes } from '@/lib/routes';

export async function generateMetadata(): Promise<Metadata> {
  return { title: translatorFor(await currentLocale(), 'patient')('receiptTitle') };
}

export default async function ReceiptPage({ params }: PageProps<'/me/receipts/[decision]'>) {
  const locale = await currentLocale();
  const t = translatorFor(locale, 'patient');
  const receipt = await myReceipt((await params).decision);
  return (
    <>
      <h1 className="text-2xl font-semibold">{t('receiptTitle')}</h1>
      <p className="text-ink-2">{t('receiptIntro')}</p>
      <ReceiptCard receipt={receipt} locale={locale} />
      <ButtonLink variant="quiet" size="lg" className="print:hidden" href={routes.mySharing()}>
        {t('back')}
      </ButtonLink>
    </>
  );
}
