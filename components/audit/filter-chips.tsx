import { X } from 'lucide-react';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';
import { filterQuery, PRESETS, type AuditFilter, type PresetName } from '@/lib/audit/audit-filter';
import type { AuditPage } from '@/lib/audit/audit-queries';
import { actionLabel } from '@/lib/audit/sentence';
import { OUTCOME_WORDS } from './outcome-badge';

type Props = {
  /** The address of the log without a filter. */
  path: string;
  filter: AuditFilter;
  names: AuditPage['filterNames'];
};

/** The presets, and what the list is filtered by; each chip takes its own condition away. */
export function FilterChips({ path, filter, names }: Props) {
  const hrefOf = (next: AuditFilter) => {
    const query = new URLSearchParams(filterQuery({ ...next, before: undefined })).toString();
    return query === '' ? path : `${path}?${query}`;
  };
  const chips = chipsOf(filter, names);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {(Object.keys(PRESETS) as PresetName[]).map((name) => (
        <Preset
          key={name}
          name={name}
          isOn={filter.preset === name}
          hrefOf={(preset) => hrefOf({ ...filter, preset })}
        />
      ))}
      {chips.map(({ key, text }) => (
        <Link
          key={key}
          href={hrefOf({ ...filter, [key]: undefined })}
          className={cn(CHIP, 'border-line bg-sunken text-ink hover:bg-hover')}
        >
          <span className="sr-only">Remove the filter </span>
          <bdi>{text}</bdi>
          <X aria-hidden className="size-3.5" />
        </Link>
      ))}
      {(chips.length > 0 || filter.preset) && (
        <Link href={path} className="link px-1 text-sm">
          Clear all
        </Link>
      )}
    </div>
  );
}

type PresetProps = { name: PresetName; isOn: boolean; hrefOf: (preset: PresetName | undefined) => string };

function Preset({ name, isOn, hrefOf }: PresetProps) {
  return (
    <Link
      href={hrefOf(isOn ? undefined : name)}
      aria-current={isOn ? 'true' : undefined}
      className={cn(
        CHIP,
        isOn ? 'border-accent bg-accent-soft text-link' : 'border-control text-ink-2 hover:bg-hover',
      )}
    >
      {PRESETS[name].label}
    </Link>
  );
}

const CHIP = 'inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-sm';

type Chip = { key: keyof AuditFilter; text: string };

function chipsOf(filter: AuditFilter, names: AuditPage['filterNames']): Chip[] {
  const chips: (Chip | undefined)[] = [
    filter.person ? { key: 'person', text: names.person ?? 'One person' } : undefined,
    filter.action && { key: 'action', text: actionLabel(filter.action) },
    filter.patient ? { key: 'patient', text: names.patient ?? filter.patient } : undefined,
    filter.outcome && { key: 'outcome', text: OUTCOME_WORDS[filter.outcome].word },
    filter.from ? { key: 'from', text: `From ${filter.from}` } : undefined,
    filter.to ? { key: 'to', text: `To ${filter.to}` } : undefined,
  ];
  return chips.filter((chip) => chip !== undefined);
}
