'use client';
import { OctagonAlert } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useEffect, useRef } from 'react';

type Props = {
  /** What went wrong as a whole; nothing is drawn without it. */
  message: string | null | undefined;
  fields?: Record<string, string[] | undefined> | undefined;
  /** What the fields are called on the page, by their names. */
  labels?: Record<string, string>;
};

function goToField(event: MouseEvent<HTMLButtonElement>, name: string) {
  const field = event.currentTarget.closest('form')?.elements.namedItem(name);
  const target = field instanceof RadioNodeList ? field[0] : field;
  if (target instanceof HTMLElement) target.focus();
}

/** The errors of a form, summed up on top: takes the focus when it appears, and leads to each field. */
export function FormError({ message, fields, labels = {} }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const broken = Object.entries(fields ?? {}).filter(([, errors]) => errors && errors.length > 0);

  useEffect(() => {
    if (message) box.current?.focus();
    // A second failed attempt brings a new object with the same words: it has to be read again.
  }, [message, fields]);

  if (!message) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-3 rounded-lg border border-danger bg-danger-soft p-3 text-ink"
    >
      <OctagonAlert aria-hidden className="mt-0.5 size-[1.3em] shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="font-semibold">{message}</p>
        {broken.length > 0 && (
          <ul className="mt-1 list-disc space-y-0.5 pl-5">
            {broken.map(([name, errors]) => (
              <li key={name}>
                <button type="button" className="link text-left" onClick={(event) => goToField(event, name)}>
                  {labels[name] ? `${labels[name]}: ` : ''}
                  {errors?.join(' ')}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
