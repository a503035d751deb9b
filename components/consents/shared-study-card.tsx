import { ConnectPhone } from '@/components/observations/connect-phone';
import { Markdown } from '@/components/text/markdown';
import { Card } from '@/components/ui/card';
import type { ScopeConsent, SharedStudy } from '@/lib/consents/consent';
import type { TranslatorOf } from '@/lib/i18n/translator';
import { AnswerForm } from './answer-form';
import { ScopeSharing } from './scope-sharing';

type Props = { study: SharedStudy; t: TranslatorOf<'sharing'> };

/** A study as its patient sees it: what it asks and has not been told, then what was answered. */
export function SharedStudyCard({ study, t }: Props) {
  const isIn = study.enrollmentState === 'active' || study.enrollmentState === 'completed';
  const waiting = isIn ? study.scopes.filter(({ state }) => state === 'pending') : [];
  const answered = study.scopes.filter(({ state }) => state !== 'pending');
  return (
    <Card title={study.studyName} description={t('byOrganization', { organization: study.organizationName })}>
      <div className="space-y-5">
        {!isIn && (
          <p className="text-ink-2">{t(study.enrollmentState === 'invited' ? 'invited' : 'withdrawn')}</p>
        )}
        {waiting.length > 0 && <KeyInformation study={study} t={t} />}
        {waiting.length > 0 && (
          <AnswerForm
            enrollmentId={study.enrollmentId}
            informationVersion={study.information?.version ?? 0}
            scopes={waiting}
          />
        )}
        {answered.length > 0 && <Answered study={study} scopes={answered} canChange={isIn} />}
        {study.contact && (
          <p className="text-ink-2">
            {t('contact')}: {study.contact}
          </p>
        )}
        {study.enrollmentState === 'active' && study.studyState === 'active' && (
          <ConnectPhone enrollmentId={study.enrollmentId} />
        )}
        <StudyText study={study} t={t} />
      </div>
    </Card>
  );
}

function Answered({
  study,
  scopes,
  canChange,
}: {
  study: SharedStudy;
  scopes: ScopeConsent[];
  canChange: boolean;
}) {
  return (
    <ul>
      {scopes.map((scope) => (
        <ScopeSharing
          key={scope.scopeCode}
          scope={scope}
          enrollmentId={study.enrollmentId}
          studyName={study.studyName}
          canChange={canChange}
        />
      ))}
    </ul>
  );
}

function KeyInformation({ study, t }: Props) {
  return (
    <div className="space-y-3">
      <p>{t('asks', { study: study.studyName })}</p>
      <dl className="space-y-2">
        <dt className="font-semibold">{t('whoSees')}</dt>
        <dd>{t('whoSeesText', { organization: study.organizationName })}</dd>
        <dt className="font-semibold">{t('why')}</dt>
        <dd>{study.purpose}</dd>
      </dl>
      <p>{t('freeToSayNo')}</p>
    </div>
  );
}

function StudyText({ study, t }: Props) {
  if (!study.information) return null;
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-3 py-2 font-medium">{t('readMore')}</summary>
      <div className="space-y-2 px-3 pb-3">
        <p className="text-ink-2">{t('version', { version: String(study.information.version) })}</p>
        <Markdown source={study.information.body} lang={study.information.language} />
      </div>
    </details>
  );
}
