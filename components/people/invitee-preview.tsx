import { CircleAlert, CircleCheck } from 'lucide-react';
import { cn } from '@/lib/cn';
import type { InviteeLine } from '@/lib/people/invitee-list';
import { ROLE_WORDS } from './person-words';

type Props = { lines: InviteeLine[]; refused: ReadonlyMap<number, string> };

const HEADS = ['Line', 'E-mail', 'Role', 'Check'];

/** Every row as it will be sent, or what is wrong with it. */
export function InviteePreview({ lines, refused }: Props) {
  if (lines.length === 0) return null;
  const wrong = lines.filter(({ line, error }) => error !== null || refused.has(line)).length;
  return (
    <section aria-labelledby="preview" className="space-y-2">
      <h2 id="preview" className="text-lg font-semibold">
        Preview
      </h2>
      <p role="status" className="text-ink-2">
        {lines.length} {lines.length === 1 ? 'row' : 'rows'}
        {wrong > 0
          ? `, ${wrong} to correct first. Nothing is sent before all are right.`
          : ', all can be sent.'}
      </p>
      <PreviewTable lines={lines} refused={refused} />
    </section>
  );
}

function PreviewTable({ lines, refused }: Props) {
  return (
    <div
      role="region"
      aria-label="Rows"
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-lg border border-line bg-surface -outline-offset-2"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">Rows of the list</caption>
        <thead className="text-left text-xs text-ink-2">
          <tr className="border-b border-line">
            {HEADS.map((head) => (
              <th key={head} scope="col" className="px-3 py-2">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <PreviewRow key={line.line} line={line} problem={line.error ?? refused.get(line.line) ?? null} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PreviewRow({ line, problem }: { line: InviteeLine; problem: string | null }) {
  const Icon = problem === null ? CircleCheck : CircleAlert;
  return (
    <tr className="border-b border-line last:border-b-0">
      <td className="px-3 py-1.5 text-ink-2 tabular-nums">{line.line}</td>
      <th scope="row" className="px-3 py-1.5 text-left font-normal">
        <span className="block min-w-44 wrap-anywhere">{line.email}</span>
      </th>
      <td className="px-3 py-1.5">{ROLE_WORDS[line.role]}</td>
      <td className={cn('px-3 py-1.5', problem === null ? 'text-success' : 'text-danger')}>
        <span className="inline-flex min-w-44 items-start gap-1.5">
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem ?? 'Ready'}
        </span>
      </td>
    </tr>
  );
}
