'use client';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Field } from '@/components/forms/field';
import { Link } from '@/components/ui/link';
import { cn } from '@/lib/cn';
import type { MoveChoice } from '@/lib/organizations/organization-node';

type Props = { q: string; choices: MoveChoice[]; chosenId: string | null };

const WAIT_MS = 200;

/** Typing chooses the best fit and the page shows what it would change; the others are one press away. */
export function MoveSearch({ q, choices, chosenId }: Props) {
  const router = useRouter();
  const pathname = usePathname();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isPending, startTransition] = useTransition();
  const [text, setText] = useState(q);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    const query = new URLSearchParams({ q: next }).toString();
    timer.current = setTimeout(
      () => startTransition(() => router.replace(`${pathname}?${query}` as never, { scroll: false })),
      WAIT_MS,
    );
  };
  const hrefOf = (to: string) => `${pathname}?${new URLSearchParams({ q: text, to }).toString()}`;
  return (
    <div className="space-y-2" aria-busy={isPending || undefined}>
      <Field
        name="q"
        type="search"
        label="Where to"
        help="An organization that you manage. Type a part of its name."
        value={text}
        onChange={(event) => search(event.target.value)}
        autoComplete="off"
        autoFocus
        className="max-w-96"
      />
      <Choices choices={choices} chosenId={chosenId} hrefOf={hrefOf} />
    </div>
  );
}

type ChoicesProps = Omit<Props, 'q'> & { hrefOf: (to: string) => string };

function Choices({ choices, chosenId, hrefOf }: ChoicesProps) {
  return (
    <ul
      aria-label="Possible places"
      className="max-w-[40rem] divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {choices.map((choice) => (
        <li key={choice.id}>
          <Choice choice={choice} href={hrefOf(choice.id)} isChosen={choice.id === chosenId} />
        </li>
      ))}
      {choices.length === 0 && <li className="px-3 py-2 text-ink-2">No place of that name.</li>}
    </ul>
  );
}

function Choice({ choice, href, isChosen }: { choice: MoveChoice; href: string; isChosen: boolean }) {
  return (
    <Link
      href={href}
      replace
      scroll={false}
      prefetch={false}
      aria-current={isChosen ? 'true' : undefined}
      className={cn(
        'block min-h-10 px-3 py-1.5 -outline-offset-2 hover:bg-hover',
        isChosen && 'bg-accent-soft',
      )}
    >
      <bdi className="font-medium">{choice.name}</bdi>
      {choice.path.length > 0 && (
        <span className="block text-xs text-ink-2">
          <bdi>{choice.path.join(' › ')}</bdi>
        </span>
      )}
    </Link>
  );
}
