import { Card } from '@/components/ui/card';
import type { StudyOverview } from '@/lib/studies/study';
import { InformationForm } from './information-form';
import { InformationVersions } from './information-versions';

/** The text patients read, the way to its next version, and every version there was. */
export function InformationCard({ study, isChangeable }: { study: StudyOverview; isChangeable: boolean }) {
  const [newest] = study.information;
  const texts = study.information.filter(({ version }) => version === newest?.version);
  return (
    <Card
      title="Information text"
      description={newest ? `Version ${newest.version} is what patients read.` : 'Nothing is published yet.'}
    >
      <div className="space-y-4">
        {isChangeable && (
          <InformationForm
            key={newest?.version ?? 0}
            studyId={study.id}
            newest={texts}
            takingPart={study.impact.takingPart}
          />
        )}
        <InformationVersions rows={study.information} isNewestOpen={!isChangeable} />
      </div>
    </Card>
  );
}
