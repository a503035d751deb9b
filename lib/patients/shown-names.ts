import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { NAMES_COOKIE } from './hidden-names';

/** What somebody chose for this browser: whoever looks over a shoulder reads no name. */
export const areNamesHidden = cache(async (): Promise<boolean> => {
  return (await cookies()).get(NAMES_COOKIE)?.value === 'hidden';
});

/** As they are, or each as `hide` leaves it. */
export async function shown<T>(items: T[], hide: (item: T) => T): Promise<T[]> {
  return (await areNamesHidden()) ? items.map(hide) : items;
}
