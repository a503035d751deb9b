import 'server-only';
import type { Route } from 'next';
import { headers } from 'next/headers';
import { routes } from '@/lib/routes';
import { safeReturnTo } from './return-to';

/** The sign-in page, with the way back to the page that was asked for; proxy.ts writes the header. */
export async function signInRoute(): Promise<Route> {
  const returnTo = safeReturnTo((await headers()).get('x-path'));
  const isHome = returnTo === null || returnTo === routes.home();
  return isHome
    ? routes.signIn()
    : (`${routes.signIn()}?${new URLSearchParams({ to: returnTo }).toString()}` as Route);
}
