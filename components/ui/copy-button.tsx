'use client';
import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ButtonSize, ButtonVariant } from './button-class';
import { useAnnounce } from './live-region';
import { Button } from './press-button';

type Props = {
  value: string;
  label: string;
  copiedLabel?: string;
  failedLabel?: string;
  /** Shows only the icon; the label stays the accessible name. */
  isIconOnly?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

type State = 'idle' | 'copied' | 'failed';
const ICONS = { idle: <Copy aria-hidden />, copied: <Check aria-hidden />, failed: <X aria-hidden /> };

export function CopyButton({
  value,
  label,
  isIconOnly = false,
  variant = 'secondary',
  size = 'sm',
  ...words
}: Props) {
  const [state, setState] = useState<State>('idle');
  const announce = useAnnounce();
  const texts = {
    idle: label,
    copied: words.copiedLabel ?? 'Copied',
    failed: words.failedLabel ?? 'Copy failed',
  };

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    const result: State = await navigator.clipboard.writeText(value).then(
      () => 'copied',
      () => 'failed',
    );
    setState(result);
    announce(texts[result]);
  };

  return (
    <Button
      variant={variant}
      size={size}
      icon={ICONS[state]}
      aria-label={isIconOnly ? label : undefined}
      onClick={() => void copy()}
    >
      {!isIconOnly && texts[state]}
    </Button>
  );
}
