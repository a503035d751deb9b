import { Callout } from '@/components/ui/callout';
import { Time } from '@/components/ui/time';
import { endsSoon, type SharedStudy } from '@/lib/consents/consent';
import type { Locale } from '@/lib/i18n/locale';
import type { TranslatorOf } from '@/lib/i18n/translator';

type Props = { studies: SharedStudy[]; t: TranslatorOf<'sharing'>; locale: Locale; now: number };

/** A reminder of what ends within a month; the button for another end stands beside each kind of data. */
export function EndsSoon({ studies, t, locale, now }: Props) {
  const soon = studies
    .filter(({ enrollmentState }) => enrollmentState === 'active' || enrollmentState === 'completed')
    .flatMap((study) =>
      study.scopes.filter((scope) => endsSoon(scope, now)).map((scope) => ({ study, scope })),
    );
  if (soon.length === 0) return null;
  return (
    <Callout tone="warning" title={t('endsSoonTitle', { count: soon.length })}>
      <ul>
        {soon.map(({ study, scope }) => (
          <li key={`${study.studyId} ${scope.scopeCode}`}>
            {t.rich('endsSoon', {
              thing: scope.plainName[locale],
              study: study.studyName,
              when: () => <Time at={scope.endsAt ?? ''} format="date" locale={locale} />,
            })}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
