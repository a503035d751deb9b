import 'server-only';
import { z } from 'zod';
import type { TargetOf } from '@/lib/authorization/target-store';
import { INSTALLATION } from '@/lib/installation/installation-target';
import { forPage, type Query } from '@/lib/query';
import { readCursor } from './audit-filter';
import { listInstallationEvents } from './audit-store';
import { cursorAfter } from './event-cursor';
import type { ListedEvent } from './listed-event';

const PAGE_SIZE = 50;

/** The list's address. What makes no sense in it falls back and is no error. */
export const InstallationLogFilter = z.object({ before: z.string().max(100).optional().catch(undefined) });
export type InstallationLogFilter = z.output<typeof InstallationLogFilter>;

export type InstallationLog = { events: ListedEvent[]; next: string | null };

/** What was done to the installation itself: sign-ins, accounts, catalogue, roots of trees. That it was read is on record. */
export function installationLogOf({
  before,
}: InstallationLogFilter): Query<TargetOf<'installation'>, InstallationLog> {
  return {
    name: 'audit.list-installation',
    permission: 'installation.read',
    find: () => Promise.resolve(INSTALLATION),
    read: async (tx) => {
      const rows = await listInstallationEvents(tx, { before: readCursor(before), limit: PAGE_SIZE + 1 });
      const events = rows.slice(0, PAGE_SIZE);
      const last = events.at(-1);
      return { events, next: rows.length > PAGE_SIZE && last ? cursorAfter(last) : null };
    },
    event: (_target, { events }) => ({ type: 'audit.read', n: events.length }),
  };
}

export function readInstallationLog(filter: InstallationLogFilter): Promise<InstallationLog> {
  return forPage(installationLogOf(filter));
}
