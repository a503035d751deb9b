import { Time } from '@/components/ui/time';
import type { InformationText } from '@/lib/consents/consent';
import type { Locale } from '@/lib/i18n/locale';
import type { TranslatorOf } from '@/lib/i18n/translator';

type Props = { texts: InformationText[]; t: TranslatorOf<'sharing'>; locale: Locale };

/** The study's own words, whole, with version and date; the older ones can be opened below. */
export function StudyTexts({ texts, t, locale }: Props) {
  const [newest, ...older] = texts;
  if (!newest) return <p>{t('noText')}</p>;
  return (
    <div className="space-y-4">
      <Text text={newest} t={t} locale={locale} />
      {older.length > 0 && (
        <details className="rounded-md border border-line">
          <summary className="min-h-11 cursor-pointer px-3 py-2 font-medium">{t('olderTexts')}</summary>
          <div className="space-y-4 px-3 pb-3">
            {older.map((text) => (
              <Text key={text.version} text={text} t={t} locale={locale} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function Text({ text, t, locale }: Omit<Props, 'texts'> & { text: InformationText }) {
  const when = () => <Time at={text.publishedAt} format="date" locale={locale} />;
  return (
    <div className="space-y-2">
      <p className="text-ink-2">{t.rich('textFrom', { version: String(text.version), when })}</p>
      <p className="whitespace-pre-line" lang={text.language}>
        {text.body}
      </p>
    </div>
  );
}
