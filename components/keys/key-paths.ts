import type { Route } from 'next';
import { routes } from '@/lib/routes';

/** The first keys, and back to where they were missed. */
export function keySetUpPath(from: string): Route {
  return `${routes.keySetUp()}?to=${encodeURIComponent(from)}` as Route;
}
