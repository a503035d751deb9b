'use client';
import { InvitationControls } from '@/components/invitations/invitation-controls';
import { InvitationState } from '@/components/invitations/invitation-state';
import { ENROLLMENT_WORDS } from '@/components/studies/enrollment-words';
import { StudyStateBadge } from '@/components/studies/study-state-badge';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { Time } from '@/components/ui/time';
import type { ConsentOfScope, EnrollmentRow, PatientOverview } from '@/lib/patients/patient';
import { routes } from '@/lib/routes';
import { ConsentBadge } from './consent-badge';

type Props = { patient: PatientOverview; enrollment: EnrollmentRow };

/** One study of a patient: since when, and what is shared of what was asked. */
export function EnrollmentCard({ patient, enrollment }: Props) {
  const { organizationId, may, id: patientId, name, email } = patient;
  const { study, state, invitation, consents } = enrollment;
  return (
    <Card
      title={
        <Link href={routes.study(organizationId, study.id)} className="link">
          <bdi>{study.name}</bdi>
        </Link>
      }
      actions={
        <InvitationControls
          organizationId={organizationId}
          study={study}
          enrollment={enrollment}
          patient={{ patientId, name, email }}
          invitation={invitation}
          mayInvite={may.invite}
        />
      }
    >
      <p className="flex flex-wrap items-center gap-2 text-ink-2">
        <Badge tone={state === 'active' ? 'success' : 'neutral'}>{ENROLLMENT_WORDS[state]}</Badge>
        {study.state !== 'active' && <StudyStateBadge state={study.state} />}
        <Since enrollment={enrollment} />
      </p>
      {state === 'invited' && (
        <p className="mt-3">
          <InvitationState invitation={invitation} />
        </p>
      )}
      <Consents
        consents={consents}
        isAsked={state === 'active' || state === 'completed'}
        historyHref={routes.patientConsent(organizationId, patientId, { study: study.id })}
      />
    </Card>
  );
}

type ConsentsProps = { consents: ConsentOfScope[]; isAsked: boolean; historyHref: string };

function Consents({ consents, isAsked, historyHref }: ConsentsProps) {
  if (consents.length === 0) return null;
  return (
    <>
      <ul className="mt-3 divide-y divide-line border-t border-line">
        {consents.map((consent) => (
          <li
            key={consent.scopeId}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2"
          >
            <span title={`Patients read: ${consent.patientWord}`}>
              {consent.name} {consent.isRequired && <span className="text-sm text-ink-2">required</span>}
            </span>
            <ConsentBadge consent={consent} isAsked={isAsked} />
          </li>
        ))}
      </ul>
      <p className="mt-2">
        <Link href={historyHref} className="link text-sm">
          Every answer in this study
        </Link>
      </p>
    </>
  );
}

function Since({ enrollment: { state, createdAt, activatedAt, endedAt } }: { enrollment: EnrollmentRow }) {
  if (state === 'invited')
    return (
      <span>
        since <Time at={createdAt} format="date" />
      </span>
    );
  return (
    <span>
      {activatedAt && (
        <>
          from <Time at={activatedAt} format="date" />
        </>
      )}
      {endedAt && (
        <>
          {' '}
          to <Time at={endedAt} format="date" />
        </>
      )}
    </span>
  );
}
