'use client';
import { useEffect, useId, useRef } from 'react';
import { cn } from '@/lib/cn';
import { useAnnounce } from './live-region';

type Props = {
  label: string;
  /** What is done so far; without it the end is not known. */
  value?: number;
  max?: number;
  /** "1,200 of 4,032": shown at the right and announced now and then. */
  text?: string;
  className?: string;
};

const ANNOUNCE_EVERY_MS = 3000;

/** A named progress line. The text is polite and throttled: a voice that counts cannot be listened to. */
export function Progress({ label, value, max = 100, text, className }: Props) {
  const id = useId();
  const announce = useAnnounce();
  const lastAt = useRef(0);
  const isDone = value !== undefined && value >= max;

  useEffect(() => {
    const now = performance.now();
    if (!text || (!isDone && now - lastAt.current < ANNOUNCE_EVERY_MS)) return;
    lastAt.current = now;
    announce(`${label} ${text}`);
  }, [announce, isDone, label, text]);

  return (
    <div className={cn('min-w-0', className)}>
      <div className="mb-1 flex justify-between gap-4 text-sm">
        <label htmlFor={id}>{label}</label>
        {text && <span className="text-ink-2 tabular-nums">{text}</span>}
      </div>
      <progress
        id={id}
        max={max}
        {...(value !== undefined && { value })}
        className={cn(
          'block h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-sunken',
          '[&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:bg-accent',
          value === undefined
            ? 'animate-pulse [&::-webkit-progress-bar]:bg-accent'
            : '[&::-webkit-progress-bar]:bg-sunken',
        )}
      />
    </div>
  );
}
