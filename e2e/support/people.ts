import { GLUCOSE_PATIENTS, PRACTITIONERS, SUPER_ADMIN } from '../../prisma/seed/cast';
import { DEMO_ACCOUNTS } from '../../prisma/seed/demo-accounts';

export type Person = { name: string; email: string; password: string; passphrase: string };

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The demo data has no ${what}`);
  return value;
}

const practitioner = (key: string): Person =>
  found(
    PRACTITIONERS.find((each) => each.key === key),
    key,
  );

const glucosePatient = (place: number) => found(GLUCOSE_PATIENTS[place], `glucose patient ${place}`);

/** The invented people of the demo data, by what they are to the Diabetes Centre. */
export const PEOPLE = {
  /** Of the whole tree; her home is its top. */
  topManager: practitioner('maya'),
  manager: practitioner('ivo'),
  member: practitioner('milo'),
  viewer: practitioner('vera'),
  patient: found(
    DEMO_ACCOUNTS.find(({ title }) => title === 'Patient'),
    'patient',
  ),
  /** Somebody whose account a test may change. */
  otherPatient: { ...glucosePatient(4), password: 'pia-demo-password', passphrase: '' },
  admin: { ...SUPER_ADMIN, passphrase: '' },
} satisfies Record<string, Person>;

/** Shares glucose for good, and nobody's test changes that. */
export const SHARING_PATIENT = glucosePatient(1).name;
/** Declined glucose. */
export const DECLINING_PATIENT = found(
  GLUCOSE_PATIENTS.find(({ glucose }) => glucose === 'declined'),
  'patient who declined',
).name;

export const ORGANIZATION = 'Diabetes Centre (demo)';
