import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '@/lib/env';
import { endSeedSessions } from './accounts';
import type { Phone } from './enrolling';
import { playGlucoseStudy, playHeartStudy, playOtherStudies } from './scenes';
import { setClock } from './seed-clock';
import { playOrganizations } from './organizations';
import { playMonth } from './views';
import { GLUCOSE } from './consents';

/**
 * The demo: two organizations' trees, nine practitioners, twenty-four patients, four studies and a month of work,
 * written by the same commands, keys and seals as real data. Names and values are the same in each seed.
 */
export async function seedDemo({ log }: { log: (line: string) => void }): Promise<void> {
  const began = Date.now();
  const step = (what: string) => log(`  ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${what}`);

  const people = await playOrganizations();
  step('organizations, people and keys');
  const glucose = await playGlucoseStudy(people);
  step(`CGM Home: ${glucose.patients.length} patients, ${glucose.observations} sealed readings`);
  const heart = await playHeartStudy(people, glucose.demoPatient);
  step(`Heart Steps: ${heart.observations} sealed readings`);
  await playOtherStudies(people);
  const viewed = glucose.patients.map(({ patientId }) => ({
    studyId: glucose.study.id,
    patientId,
    scope: GLUCOSE,
  }));
  await playMonth({
    viewers: [people.vera.principal, people.lena.principal, people.milo.principal, people.maya.principal],
    viewed,
    nightOwl: people.lena.principal,
    outsider: {
      who: people.oskar.principal,
      sees: { studyId: glucose.study.id, patientId: glucose.demoPatient.patientId, scope: GLUCOSE },
    },
  });
  step('thirty days of views in the audit log');
  await setClock(null);
  await endSeedSessions();
  keepPhone(glucose.phone);
  step('done');
}

/** What `npm run phone` needs to play the demo patient's phone. */
function keepPhone({ dataGroupId, bearer, signingKeyset }: Phone): void {
  mkdirSync(env().DATA_DIR, { recursive: true });
  writeFileSync(
    join(env().DATA_DIR, 'demo-phone.json'),
    JSON.stringify({ dataGroupId, bearer, signingKeyset }, null, 2),
    { mode: 0o600 },
  );
}
