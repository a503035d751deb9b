import { Card } from '@/components/ui/card';
import { KeyValue } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import type { StudyOverview } from '@/lib/studies/study';

/** What patients are told about the study. */
export function StudyFacts({ study }: { study: StudyOverview }) {
  const version = study.information[0]?.version;
  return (
    <Card title="About">
      <KeyValue
        isStacked
        items={[
          { label: 'Purpose', value: written(study.purpose) },
          { label: 'Contact', value: written(study.contact) },
          { label: 'Ethics number', value: written(study.ethicsNumber) },
          { label: 'Data is kept until', value: <Kept until={study.retentionUntil} /> },
          { label: 'Devices and apps', value: written(sourcesOf(study)) },
          { label: 'Information text', value: version ? `Version ${version}` : written('') },
          { label: 'Study key', value: study.setUp.hasKey ? 'Made' : 'Not made yet' },
          { label: 'Created', value: <Time at={study.createdAt} format="date" /> },
        ]}
      />
    </Card>
  );
}

function Kept({ until }: { until: string | null }) {
  if (until === null) return <span className="text-ink-2">No day is set</span>;
  return <Time at={until} format="date" timeZone="UTC" />;
}

function sourcesOf({ dataSources }: StudyOverview): string {
  return dataSources
    .filter(({ isChosen }) => isChosen)
    .map(({ name }) => name)
    .join(', ');
}

function written(text: string) {
  return text === '' ? (
    <span className="text-ink-2">Not written yet</span>
  ) : (
    <bdi className="break-words whitespace-pre-line">{text}</bdi>
  );
}
