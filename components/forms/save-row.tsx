'use client';
import { SubmitButton } from './submit-button';

/** The button that saves, and behind it that it was saved. */
export function SaveRow({ children, isSaved }: { children: string; isSaved: boolean }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <SubmitButton variant="secondary" pendingLabel="Saving…">
        {children}
      </SubmitButton>
      {isSaved && (
        <p role="status" className="text-ink-2">
          Saved.
        </p>
      )}
    </div>
  );
}
