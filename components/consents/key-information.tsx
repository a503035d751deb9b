import type { SharedStudy } from '@/lib/consents/consent';
import type { TranslatorOf } from '@/lib/i18n/translator';

type Props = { study: SharedStudy; t: TranslatorOf<'sharing'> };

/** What somebody has to know before they answer, in five short points. */
export function KeyInformation({ study, t }: Props) {
  const points = [
    [t('whoSees'), t('whoSeesText', { organization: study.organizationName })],
    [t('why'), study.purpose],
    [t('howLong'), t('howLongText')],
    [t('howOften'), t('howOftenText')],
    [t('afterStop'), t('afterStopText')],
  ] as const;
  return (
    <div className="space-y-3">
      <p>{t('asks', { study: study.studyName })}</p>
      <dl className="space-y-2">
        {points.map(([point, text]) => (
          <div key={point}>
            <dt className="font-semibold">{point}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>{t('freeToSayNo')}</p>
    </div>
  );
}
