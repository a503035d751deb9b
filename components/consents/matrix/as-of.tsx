'use client';
import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { Field } from '@/components/forms/field';
import { Button } from '@/components/ui/button';
import { useTimeZone } from '@/components/ui/clock';
import { localInput, momentOf } from './local-moment';

/** While somebody types a day, every part of it makes a whole day that they do not mean. */
const SETTLED_MS = 700;

/** The day and time that the matrix is about, in the reader's own zone; nothing chosen is now. */
export function AsOf({ at }: { at: string | null }) {
  const zone = useTimeZone();
  const field = useRef<HTMLInputElement>(null);
  const { choose, backToNow, isPending, error } = useMoment(zone);
  return (
    <>
      <Field
        // The server knows no zone: the field is drawn anew when the reader's own is known.
        key={zone}
        ref={field}
        name="at"
        type="datetime-local"
        label="As it was on"
        defaultValue={at === null ? '' : localInput(at, zone)}
        onChange={({ target }) => choose(target.value)}
        errors={error === null ? undefined : [error]}
        className="w-56"
      />
      {at !== null && (
        <Button
          onClick={() => {
            if (field.current) field.current.value = '';
            backToNow();
          }}
        >
          Back to now
        </Button>
      )}
      {isPending && (
        <span role="status" className="py-1.5 text-sm text-ink-2">
          Looking back…
        </span>
      )}
    </>
  );
}

function useMoment(zone: string) {
  const router = useRouter();
  const pathname = usePathname();
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const go = (at: string | null) => {
    const query = new URLSearchParams(window.location.search);
    if (at === null) query.delete('at');
    else query.set('at', at);
    startTransition(() => router.push(`${pathname}?${query}` as Route, { scroll: false }));
  };
  const choose = (text: string) => {
    clearTimeout(timer.current);
    const moment = momentOf(text, zone);
    const isFuture = moment !== null && moment.getTime() > Date.now();
    setError(isFuture ? 'Choose a time that has passed.' : null);
    if (moment && !isFuture) timer.current = setTimeout(() => go(moment.toISOString()), SETTLED_MS);
  };
  const backToNow = () => {
    clearTimeout(timer.current);
    setError(null);
    go(null);
  };
  return { choose, backToNow, isPending, error };
}
