'use client';
import { useState } from 'react';
import { Field } from '@/components/forms/field';
import type { Scope } from '@/lib/studies/study';

type Props = { scopes: Scope[]; errors: string[] | undefined };

/** The catalogue, narrowed by its own words, the patients' words or the code. */
export function ScopePicker({ scopes, errors }: Props) {
  const [typed, setTyped] = useState('');
  const found = scopes.filter((scope) => matches(scope, typed));
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">Kind of data</legend>
      <Field
        name="find"
        type="search"
        label="Find a kind of data"
        isLabelHidden
        placeholder="Glucose, steps, omh:…"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        maxLength={120}
        className="mt-1.5"
      />
      <div className="mt-2 max-h-56 overflow-y-auto rounded-md border border-line">
        {found.map((scope) => (
          <Choice key={scope.code} scope={scope} />
        ))}
        <p role="status" className={found.length === 0 ? 'px-3 py-2 text-ink-2' : 'sr-only'}>
          {found.length === 0
            ? 'Nothing in the catalogue has these words.'
            : `${found.length} to choose from.`}
        </p>
      </div>
      {errors && <p className="mt-1.5 text-sm font-medium text-danger">{errors.join(' ')}</p>}
    </fieldset>
  );
}

function Choice({ scope: { code, name, plainNameEn } }: { scope: Scope }) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 border-b border-line px-3 py-2 last:border-b-0 hover:bg-hover has-checked:bg-accent-soft">
      <input
        type="radio"
        name="scopeCode"
        value={code}
        aria-label={name}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block">{name}</span>
        <span className="block text-sm text-ink-2">
          Patients read “{plainNameEn}” · <span className="font-mono text-xs wrap-anywhere">{code}</span>
        </span>
      </span>
    </label>
  );
}

function matches({ name, code, plainNameEn, plainNameEs }: Scope, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${name} ${plainNameEn} ${plainNameEs} ${code}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
