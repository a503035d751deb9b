'use client';
import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { Link } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { StateIcon } from '@/components/ui/state-badge';
import { Tabs } from '@/components/ui/tabs';
import { cn } from '@/lib/cn';
import { RANGES, type Range } from '@/lib/observations/data-view';
import { notShared, type StudySharing } from '@/lib/observations/patient-data';
import type { GlucoseUnit } from '@/lib/observations/payload';
import { dataAddress, type ShownData } from './data-address';
import { NOT_SHARED_WORDS } from './not-shared-words';

type Props = { shown: ShownData; studies: StudySharing[]; study: StudySharing };

/** Which study and which kind of data. Every choice is an address. */
export function DataControls({ shown, studies, study }: Props) {
  return (
    <div className="mb-4 space-y-3">
      {studies.length > 1 && <StudyChoice shown={shown} studies={studies} />}
      <Tabs
        label="Kind of data"
        current={dataAddress(shown)}
        tabs={study.scopes.map((scope) => {
          const reason = notShared(study, scope);
          return {
            href: dataAddress({ ...shown, scope: scope.code }),
            label: scope.name,
            ...(reason && {
              icon: <StateIcon state={NOT_SHARED_WORDS[reason.why].badge} className="scale-75" />,
            }),
          };
        })}
      />
    </div>
  );
}

function StudyChoice({ shown, studies }: Pick<Props, 'shown' | 'studies'>) {
  const router = useRouter();
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="font-medium">
        Study
      </label>
      <Select
        id={id}
        className="w-full sm:w-80"
        value={shown.studyId}
        options={studies.map(({ studyId, studyName }) => ({ value: studyId, label: studyName }))}
        onChange={({ currentTarget }) => {
          const { range, unit } = shown;
          const address = dataAddress({ ...shown, studyId: currentTarget.value, scope: '', range, unit });
          router.push(address as Parameters<typeof router.push>[0]);
        }}
      />
    </div>
  );
}

/** A row of links of which one is the present one. */
function Choice({
  label,
  options,
}: {
  label: string;
  options: { href: string; text: string; isCurrent: boolean }[];
}) {
  return (
    <nav aria-label={label}>
      <ul className="inline-flex overflow-hidden rounded-md border border-control">
        {options.map(({ href, text, isCurrent }) => (
          <li key={href} className="border-l border-line first:border-l-0">
            <Link
              href={href}
              scroll={false}
              aria-current={isCurrent ? 'true' : undefined}
              className={cn(
                'flex min-h-8 items-center px-2.5 text-sm font-medium -outline-offset-2',
                isCurrent ? 'bg-accent text-on-accent' : 'bg-surface text-ink hover:bg-hover',
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function RangeChoice({ shown }: { shown: ShownData }) {
  const ranges = Object.entries(RANGES) as [Range, { label: string }][];
  const options = ranges.map(([range, { label }]) => ({
    href: dataAddress({ ...shown, range }),
    text: label,
    isCurrent: range === shown.range,
  }));
  return <Choice label="Time shown" options={options} />;
}

const UNITS: GlucoseUnit[] = ['mg/dL', 'mmol/L'];

export function UnitChoice({ shown }: { shown: ShownData }) {
  const options = UNITS.map((unit) => ({
    href: dataAddress({ ...shown, unit }),
    text: unit,
    isCurrent: unit === shown.unit,
  }));
  return <Choice label="Unit" options={options} />;
}
