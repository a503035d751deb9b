'use client';
import { Eye, EyeOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/press-button';

type Props = { cookie: string; isHidden: boolean };
const YEAR_S = 365 * 24 * 60 * 60;

/** Remembered by this browser. The server then draws every page again, with or without names. */
export function NamesToggle({ cookie, isHidden }: Props) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const toggle = () => {
    document.cookie = `${cookie}=${isHidden ? 'shown' : 'hidden'}; path=/; max-age=${YEAR_S}; samesite=lax`;
    startTransition(() => router.refresh());
  };
  const Icon = isHidden ? EyeOff : Eye;
  return (
    <Button
      variant="quiet"
      size="sm"
      className="min-w-9 max-lg:min-h-11 max-lg:min-w-11"
      icon={<Icon aria-hidden />}
      aria-label={isHidden ? 'Names hidden. Show them' : 'Hide patients’ names'}
      title={isHidden ? 'Patients’ names are hidden in this browser' : 'Hide patients’ names in this browser'}
      isPending={isPending}
      onClick={toggle}
    >
      {isHidden && <span className="max-lg:sr-only">Names hidden</span>}
    </Button>
  );
}
