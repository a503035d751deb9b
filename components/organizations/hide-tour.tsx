'use client';
import { useRouter } from 'next/navigation';
import { keepPreference } from '@/components/account/preferences';
import { Button } from '@/components/ui/press-button';
import { TOUR_COOKIE } from '@/lib/organizations/tour';

export function HideTour() {
  const router = useRouter();
  const hide = () => {
    keepPreference(TOUR_COOKIE, 'hidden');
    router.refresh();
  };
  return (
    <Button size="sm" variant="quiet" onClick={hide}>
      Hide this list
    </Button>
  );
}
