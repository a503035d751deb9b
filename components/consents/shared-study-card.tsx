import { ConnectPhone } from '@/components/observations/connect-phone';
import { ButtonLink } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { isAsked, type SharedStudy } from '@/lib/consents/consent';
import type { TranslatorOf } from '@/lib/i18n/translator';
import { routes } from '@/lib/routes';
import { AnswerForm } from './answer-form';
import { KeyInformation } from './key-information';
import { PauseButton } from './pause-button';
import { ScopeSharing } from './scope-sharing';

type Props = { study: SharedStudy; t: TranslatorOf<'sharing'> };

const isIn = ({ enrollmentState }: SharedStudy) =>
  enrollmentState === 'active' || enrollmentState === 'completed';

/** A study as its patient sees it: what it asks and has not been told, then what was answered. */
export function SharedStudyCard({ study, t }: Props) {
  const waiting = isIn(study) ? study.scopes.filter(isAsked) : [];
  const isAskedAgain = waiting.some(({ askedAgainAt }) => askedAgainAt !== null);
  return (
    <Card title={study.studyName} description={t('byOrganization', { organization: study.organizationName })}>
      <div className="space-y-5">
        {!isIn(study) && (
          <p className="text-ink-2">{t(study.enrollmentState === 'invited' ? 'invited' : 'withdrawn')}</p>
        )}
        {isAskedAgain && <Callout tone="warning" title={t('askedAgain', { study: study.studyName })} />}
        {waiting.length > 0 && <KeyInformation study={study} t={t} />}
        {/* Also when nothing waits any more: it then shows what came of the answers. */}
        <AnswerForm
          enrollmentId={study.enrollmentId}
          informationVersion={study.information?.version ?? 0}
          scopes={waiting}
        />
        <AnsweredScopes study={study} />
        {isIn(study) && <OneStudyPause study={study} />}
        {study.contact && (
          <p className="text-ink-2">
            {t('contact')}: {study.contact}
          </p>
        )}
        {study.enrollmentState === 'active' && study.studyState === 'active' && (
          <ConnectPhone enrollmentId={study.enrollmentId} />
        )}
        <ButtonLink
          size="lg"
          href={routes.myStudy(study.studyId)}
          aria-label={`${t('aboutStudy')}: ${study.studyName}`}
        >
          {t('aboutStudy')}
        </ButtonLink>
      </div>
    </Card>
  );
}

/** Every answer and what stands to be changed; of a study that was left nothing is shared, whatever was answered. */
export function AnsweredScopes({ study }: { study: SharedStudy }) {
  const answered = study.scopes.filter(({ state }) => state !== 'pending');
  if (answered.length === 0) return null;
  return (
    <ul>
      {answered.map((scope) => (
        <ScopeSharing
          key={scope.scopeCode}
          scope={scope}
          enrollmentId={study.enrollmentId}
          studyName={study.studyName}
          informationVersion={study.information?.version ?? 0}
          canChange={isIn(study)}
        />
      ))}
    </ul>
  );
}

export function OneStudyPause({ study }: { study: SharedStudy }) {
  const has = (state: 'granted' | 'paused') =>
    study.scopes.some((scope) => scope.state === state) ? [study.enrollmentId] : [];
  return <PauseButton sharing={has('granted')} paused={has('paused')} studyName={study.studyName} />;
}
