import { Callout } from '@/components/ui/callout';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import { endsSoon, type SharedStudy } from '@/lib/consents/consent';
import type { Locale } from '@/lib/i18n/locale';
import type { TranslatorOf } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';

type Props = { studies: SharedStudy[]; t: TranslatorOf<'renewal'>; locale: Locale; now: number };

/** A reminder of what ends within a month, with the way to where another end is chosen. */
export function EndsSoon({ studies, t, locale, now }: Props) {
  const soon = studies
    .filter(({ enrollmentState }) => enrollmentState === 'active' || enrollmentState === 'completed')
    .flatMap((study) =>
      study.scopes.filter((scope) => endsSoon(scope, now)).map((scope) => ({ study, scope })),
    );
  if (soon.length === 0) return null;
  return (
    <Callout tone="warning" title={t('title', { count: soon.length })}>
      <ul>
        {soon.map(({ study, scope }) => (
          <li key={`${study.studyId} ${scope.scopeCode}`}>
            {t.rich('end', {
              thing: scope.plainName[locale],
              study: study.studyName,
              when: () => <Time at={scope.endsAt ?? ''} format="date" locale={locale} />,
            })}{' '}
            <Link
              href={routes.myStudy(study.studyId)}
              className="link font-medium"
              aria-label={`${t('keep')}: ${scope.plainName[locale]}, ${study.studyName}`}
            >
              {t('keep')}
            </Link>
          </li>
        ))}
      </ul>
      <p>{t('text')}</p>
    </Callout>
  );
}
