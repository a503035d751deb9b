'use client';
import { useState, type MouseEvent, type ReactNode } from 'react';

type Props = { label: string; lang: string; children: ReactNode };

/** A screen of 390 px in its frame. Choosing works as on the phone; whatever would send something says that it does not. */
export function PhoneFrame({ label, lang, children }: Props) {
  const [isTried, setTried] = useState(false);
  const hold = (event: MouseEvent<HTMLElement>) => {
    const pressed = event.target instanceof Element ? event.target.closest('button, a') : null;
    if (!pressed) return;
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
  };
  return (
    <div className="max-w-full">
      <p role="status" className="mb-2 min-h-6 font-medium">
        {isTried && 'This is a preview: nothing is sent and nothing is stored.'}
      </p>
      <section
        aria-label={label}
        tabIndex={0}
        lang={lang}
        onClickCapture={hold}
        className="scale-patient-here h-[48rem] max-h-[calc(100dvh-8rem)] w-[25.375rem] max-w-full overflow-y-auto rounded-[2rem] border-8 border-control bg-canvas px-4 py-6 print:h-auto print:max-h-none"
      >
        {children}
      </section>
    </div>
  );
}
