'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Callout } from '@/components/ui/callout';
import { Button } from '@/components/ui/press-button';
import { formatCount } from '@/lib/format';
import type { Span } from '@/lib/observations/data-view';
import { notShared, type ScopeSharing, type StudySharing } from '@/lib/observations/patient-data';
import type { ShownData } from './data-address';
import { DataControls } from './data-controls';
import { NotSharedList } from './not-shared-list';
import { ReadingChartPanel } from './reading-chart-panel';
import { ReadingFrame } from './reading-frame';
import { useLiveSharing } from './use-live-sharing';
import { useReadings } from './use-readings';

type Props = {
  shown: ShownData;
  studies: StudySharing[];
  told: StudySharing;
  span: Span;
  sources: Record<string, string>;
};

/** One patient's readings in one study: what may be read is opened, and what may not is named with its reason. */
export function PatientDataView({ shown, studies, told, span, sources }: Props) {
  const live = useLiveSharing(told, shown.patientId, span);
  const { study } = live;
  const scope = study.scopes.find(({ code }) => code === shown.scope);
  if (!scope) return <p className="text-ink-2">This study asks for no data.</p>;
  return (
    <>
      <DataControls shown={shown} studies={studies} study={study} />
      <ScopeReadings {...{ shown, scope, live, span, sources }} expected={expectedIn(told, scope)} />
      <div className="mt-6">
        <NotSharedList study={study} />
      </div>
    </>
  );
}

/** As many as the page was told for its own span; the live count reaches further. */
const expectedIn = (told: StudySharing, { code }: ScopeSharing) =>
  told.scopes.find((scope) => scope.code === code)?.readings ?? 0;

type ScopeProps = {
  shown: ShownData;
  scope: ScopeSharing;
  live: ReturnType<typeof useLiveSharing>;
  span: Span;
  sources: Record<string, string>;
  expected: number;
};

function ScopeReadings({ shown, scope, live, span, sources, expected }: ScopeProps) {
  const { studyId, patientId } = shown;
  const reason = notShared(live.study, scope);
  const question = { studyId, patientId, scope: scope.code, ...span };
  const readings = useReadings(question, reason === null && live.refusal === null);

  // A refusal at the gate is newer than what the page was told: ask why at once.
  const { check } = live;
  const isRefused = readings.state === 'refused';
  useEffect(() => {
    if (isRefused) check();
  }, [isRefused, check]);

  if (readings.state !== 'open' || readings.readings.length + readings.locked.length === 0) {
    return <ReadingFrame {...{ shown, scope, reason, readings, expected }} refusal={live.refusal} />;
  }
  const fresh = scope.readings - expected;
  return (
    <>
      {fresh > 0 && <Fresh count={fresh} />}
      <ReadingChartPanel title={scope.name} {...{ shown, span, sources }} {...readings} />
    </>
  );
}

/** Readings that arrived since the page was drawn: shown when asked for, because each showing is a view on record. */
function Fresh({ count }: { count: number }) {
  const router = useRouter();
  return (
    <Callout
      tone="info"
      role="status"
      className="mb-3"
      actions={
        <Button size="sm" onClick={() => router.refresh()}>
          Show
        </Button>
      }
    >
      {formatCount(count, { one: 'new reading', other: 'new readings' }, 'en')} arrived.
    </Callout>
  );
}
