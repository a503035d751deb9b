import { Circle, CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import { routes } from '@/lib/routes';
import type { StudyOverview } from '@/lib/studies/study';
import { missingForOpening } from '@/lib/studies/study-state';
import { StudyKeyButton } from './study-key-button';
import { StudyStateSteps } from './study-state-steps';

/** What a draft still needs, each with the way to it; the last step opens the study. */
export function SetUpChecklist({ study }: { study: StudyOverview }) {
  const { setUp, organizationId, id } = study;
  const settings = routes.studySettings(organizationId, id);
  const canOpen = missingForOpening(setUp).length === 0;
  return (
    <Card title="Before the first patient" description="When all of these are there, the study can open.">
      <ol className="space-y-3">
        <Item isDone={setUp.hasPurpose} label="Purpose in plain words">
          <Link href={settings} className="link">
            Write the purpose
          </Link>
        </Item>
        <Item isDone={setUp.scopeRequests > 0} label="At least one kind of data">
          Choose one under “Kinds of data”.
        </Item>
        <Item isDone={setUp.hasKey} label="The study’s key">
          <StudyKeyButton organizationId={organizationId} studyId={id} />
        </Item>
        <Item isDone={setUp.hasInformation} label="Information text" isOptional>
          <Link href={settings} className="link">
            Write what patients should know
          </Link>
        </Item>
        <Item isDone={study.retentionUntil !== null} label="Until when the data is kept" isOptional>
          <Link href={settings} className="link">
            Choose a day
          </Link>
        </Item>
        <Item isDone={false} label="Look at it as a patient" isOptional>
          <Link href={routes.studyPreview(organizationId, id)} className="link">
            Open the preview
          </Link>
        </Item>
        <Item isDone={false} label="Open the study">
          {canOpen ? <StudyStateSteps study={study} only="active" /> : 'After the steps above.'}
        </Item>
      </ol>
    </Card>
  );
}

type ItemProps = { isDone: boolean; label: string; isOptional?: boolean; children: ReactNode };

function Item({ isDone, label, isOptional = false, children }: ItemProps) {
  const Icon = isDone ? CircleCheck : Circle;
  return (
    <li className="flex gap-3">
      <Icon
        aria-hidden
        className={isDone ? 'mt-0.5 size-5 shrink-0 text-success' : 'mt-0.5 size-5 shrink-0 text-ink-3'}
      />
      <div className="min-w-0 space-y-1">
        <p className="font-medium">
          {label} {isOptional && <span className="text-sm font-normal text-ink-2">recommended</span>}
          <span className="sr-only">{isDone ? ' (done)' : ' (to do)'}</span>
        </p>
        {!isDone && <div className="text-ink-2">{children}</div>}
      </div>
    </li>
  );
}
