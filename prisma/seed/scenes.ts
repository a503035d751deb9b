import { execute } from '@/lib/command';
import type { ReadableScope } from '@/lib/observations/payload';
import { changeStudyState } from '@/lib/studies/study-commands';
import { hashOf, makeKeys, signUp, type Player } from './accounts';
import { GLUCOSE_PATIENTS, HEART_PATIENTS, OTHER_PATIENTS } from './cast';
import { answer, GLUCOSE, playGlucoseStory, recordForPatient } from './consents';
import { DEMO_ACCOUNTS } from './demo-accounts';
import { connectPhone, enroll, invite, register, type Phone, type SeededPatient } from './enrolling';
import type { People } from './organizations';
import {
  bloodPressureReadings,
  glucoseReadings,
  heartRateReadings,
  oxygenReadings,
  sleepReadings,
  stepReadings,
  temperatureReadings,
} from './readings';
import { daysAgo, setClock } from './seed-clock';
import { CLOSED_STUDY, DRAFT_STUDY, GLUCOSE_STUDY, HEART_STUDY } from './study-scripts';
import { playStudy, type SeededStudy } from './studies';
import { upload } from './uploads';

type NewPatient = { name: string; born: string; email: string };

/** In the organization's books, with an account of their own. */
async function welcome(
  staff: Player,
  organizationId: string,
  person: NewPatient,
  passwordHash: string,
): Promise<SeededPatient> {
  const { name, email } = person;
  const patientId = await register(staff, organizationId, person);
  const principal = await signUp({ type: 'patient', name, email, passwordHash });
  return { patientId, name, email, principal };
}

export type GlucoseScene = {
  study: SeededStudy;
  patients: SeededPatient[];
  demoPatient: SeededPatient;
  observations: number;
  phone: Phone;
};

export async function playGlucoseStudy({ maya, milo, organizations }: People): Promise<GlucoseScene> {
  const organizationId = organizations.diabetes;
  await setClock(daysAgo(100, 9));
  const study = await playStudy(maya, { ...GLUCOSE_STUDY, organizationId });
  const demoHash = await hashOf(DEMO_ACCOUNTS[3]?.password ?? '');
  const patients: SeededPatient[] = [];
  let observations = 0;
  let phone: Phone | null = null;
  for (const [place, script] of GLUCOSE_PATIENTS.entries()) {
    await setClock(daysAgo(95 - place / 4, 9, place));
    const patient = await welcome(milo, organizationId, script, demoHash);
    const enrollment = await enroll(milo, study, patient.patientId);
    await invite(milo, enrollment, patient);
    const theirs = await connectPhone(patient, enrollment);
    phone ??= theirs;
    const span = { from: daysAgo(90).getTime(), to: Date.now(), seed: place + 1 };
    observations += await upload(theirs, GLUCOSE, glucoseReadings({ ...script, ...span }));
    if (place < 3) observations += await uploadDaily(theirs, span);
    await setClock(daysAgo(91, 12, place));
    if (place === 0)
      await recordForPatient({ staff: milo, patient, enrollment }, 'omh:heart-rate:2.0', false);
    await playGlucoseStory(script.glucose, { staff: milo, patient, enrollment });
    if (place === 0)
      await answer(patient, enrollment, [{ scope: 'omh:sleep-duration:2.0', answer: 'decline' }]);
    patients.push(patient);
  }
  const [demoPatient] = patients;
  if (!demoPatient || !phone) throw new Error('the demo patient is missing');
  await makeKeys(demoPatient.principal, DEMO_ACCOUNTS[3]?.passphrase ?? '');
  return { study, patients, demoPatient, observations, phone };
}

type Span = { from: number; to: number; seed: number };

async function uploadDaily(phone: Phone, { to, seed }: Span): Promise<number> {
  const span = { from: daysAgo(30).getTime(), to, seed };
  return (
    (await upload(phone, 'omh:heart-rate:2.0', heartRateReadings(span))) +
    (await upload(phone, 'omh:step-count:3.0', stepReadings(span))) +
    (await upload(phone, 'omh:sleep-duration:2.0', sleepReadings(span)))
  );
}

export async function playHeartStudy(
  people: People,
  demoPatient: SeededPatient,
): Promise<{ observations: number }> {
  const { maya, milo, organizations } = people;
  const organizationId = organizations.diabetes;
  await setClock(daysAgo(60, 9));
  const study = await playStudy(maya, { ...HEART_STUDY, organizationId });
  const passwordHash = await hashOf('patient-demo-password');
  let observations = 0;
  for (const [place, person] of HEART_PATIENTS.entries()) {
    await setClock(daysAgo(55, 10, place));
    const patient = await welcome(milo, organizationId, person, passwordHash);
    const enrollment = await enroll(milo, study, patient.patientId);
    // The last one has not opened the invitation yet.
    if (place === HEART_PATIENTS.length - 1) continue;
    await invite(milo, enrollment, patient);
    const phone = await connectPhone(patient, enrollment);
    const span = { from: daysAgo(45).getTime(), to: Date.now(), seed: 100 + place };
    observations += await upload(phone, 'omh:heart-rate:2.0', heartRateReadings(span));
    observations += await upload(phone, 'omh:blood-pressure:4.0', bloodPressureReadings(span));
    if (place < 2) observations += await uploadVitals(phone, span);
    await setClock(daysAgo(50, 15, place));
    const scopes: ReadableScope[] = ['omh:blood-pressure:4.0', 'omh:heart-rate:2.0'];
    await answer(
      patient,
      enrollment,
      scopes.map((scope, n) => ({ scope, answer: (place + n) % 4 === 3 ? 'decline' : 'share' })),
    );
  }
  // The demo patient was invited last week and has not answered yet.
  await setClock(daysAgo(4, 10));
  await invite(milo, await enroll(milo, study, demoPatient.patientId), demoPatient);
  return { observations };
}

async function uploadVitals(phone: Phone, span: Span): Promise<number> {
  return (
    (await upload(phone, 'omh:oxygen-saturation:2.0', oxygenReadings(span))) +
    (await upload(phone, 'omh:body-temperature:4.0', temperatureReadings(span)))
  );
}

/** A study that is being set up, and one that is over. */
export async function playOtherStudies({ maya, milo, organizations }: People): Promise<void> {
  const organizationId = organizations.diabetes;
  await setClock(daysAgo(5, 14));
  await playStudy(maya, { ...DRAFT_STUDY, organizationId });
  await setClock(daysAgo(105, 9));
  const closed = await playStudy(maya, { ...CLOSED_STUDY, organizationId });
  const passwordHash = await hashOf('patient-demo-password');
  for (const [place, person] of OTHER_PATIENTS.entries()) {
    await setClock(daysAgo(104, 9, place));
    const patient = await welcome(milo, organizationId, person, passwordHash);
    if (place === OTHER_PATIENTS.length - 1) continue;
    const enrollment = await enroll(milo, closed, patient.patientId);
    await invite(milo, enrollment, patient);
    const phone = await connectPhone(patient, enrollment);
    await upload(
      phone,
      'omh:step-count:3.0',
      stepReadings({ from: daysAgo(100).getTime(), to: daysAgo(40).getTime(), seed: 300 + place }),
    );
    await setClock(daysAgo(103, 9, place));
    await answer(patient, enrollment, [{ scope: 'omh:step-count:3.0', answer: 'share' }]);
  }
  await setClock(daysAgo(35, 16));
  await execute(changeStudyState, maya.principal, {
    studyId: closed.id,
    state: 'closed',
    confirmName: CLOSED_STUDY.name,
  });
}
