import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '@/lib/env';
import { endSeedSessions } from './accounts';
import type { Phone } from './enrolling';
import { playGlucoseStudy, playHeartStudy, playOtherStudies, type GlucoseScene } from './scenes';
import { setClock } from './seed-clock';
import { playOrganizations, type People } from './organizations';
import { playMonths } from './view-lanes';
import type { Month } from './views';
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
  // Nobody who looks at the glucose study waits for the other studies.
  const months = playMonths(monthsOf(people, glucose));
  const heart = await playHeartStudy(people, glucose.demoPatient);
  step(`Heart Steps: ${heart.observations} sealed readings`);
  await playOtherStudies(people);
  await months;
  step('thirty days of views in the audit log');
  await setClock(null);
  await endSeedSessions();
  keepPhone(glucose.phone);
  step('done');
}

/** Two lanes of the same length. */
function monthsOf({ vera, lena, milo, maya, oskar }: People, { study, ...glucose }: GlucoseScene): Month[] {
  const look = (patientId: string) => ({ studyId: study.id, patientId, scope: GLUCOSE });
  const viewed = glucose.patients.map(({ patientId }) => look(patientId));
  const outsider = { who: oskar.principal, sees: look(glucose.demoPatient.patientId) };
  return [
    {
      viewers: [
        { who: vera.principal, seed: 7 },
        { who: milo.principal, seed: 8 },
      ],
      viewed,
      outsider,
    },
    {
      viewers: [
        { who: lena.principal, seed: 9 },
        { who: maya.principal, seed: 10 },
      ],
      viewed,
      nightOwl: lena.principal,
    },
  ];
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
