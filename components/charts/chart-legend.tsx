import { cn } from '@/lib/cn';
import { lookOf, markerPath } from './series-look';

/** The lines by name, each with its dash and its marker. */
export function ChartLegend({ labels }: { labels: string[] }) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-2">
      {labels.map((label, index) => {
        const look = lookOf(index);
        return (
          <li key={label} className="flex items-center gap-2">
            <svg aria-hidden width="30" height="12" className="shrink-0">
              <path d="M0,6H30" strokeWidth="2" strokeDasharray={look.dash} className={look.stroke} />
              <path d={markerPath(look.marker, 15, 6, 3.5)} className={cn(look.fill)} />
            </svg>
            {label}
          </li>
        );
      })}
    </ul>
  );
}
