import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import type { Principal } from '@/lib/authorization/question';
import { execute } from '@/lib/command';
import { startSharing, stopSharing } from '@/lib/consents/sharing-commands';

/**
 * The server's part in the crash test: real commands as fast as they go, one line to its parent for each that was
 * acknowledged. It is killed in the middle of it.
 */
const workers = JSON.parse(process.argv[2] ?? '[]') as {
  userId: string;
  sessionId: string;
  enrollmentId: string;
}[];

async function work({ userId, sessionId, enrollmentId }: (typeof workers)[number]): Promise<never> {
  const target = { enrollmentId, scope: 'omh:blood-glucose:4.0' };
  for (let round = 0; ; round += 1) {
    const requestId = randomUUID();
    const principal: Principal = {
      userId,
      userType: 'patient',
      sessionId,
      requestId,
      ceiling: 'session',
      suspended: false,
    };
    const { decisionIds } = await execute(stopSharing, principal, target).catch(() =>
      execute(startSharing, principal, { ...target, informationVersion: 0 }),
    );
    // Written with a system call: what the parent has read was acknowledged, whatever happens to this process next.
    writeSync(1, `${decisionIds[0] ?? ''} ${requestId}\n`);
  }
}

await Promise.all(workers.map(work));
