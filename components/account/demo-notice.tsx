import { DemoBanner } from '@/components/layout/demo-banner';
import { env } from '@/lib/env';
import type { Locale } from '@/lib/i18n/locale';
import { translatorFor } from '@/lib/i18n/translator';

/** The striped banner of demo mode; nothing otherwise. */
export function DemoNotice({ locale }: { locale: Locale }) {
  if (env().DEMO !== '1') return null;
  const t = translatorFor(locale, 'signIn');
  return <DemoBanner label={t('demoBanner')} text={t('demoBannerText')} />;
}
