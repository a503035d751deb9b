import { DEMO_ACCOUNTS } from './demo-accounts';
import type { GlucosePattern } from './readings';

/** Everyone is invented, and says so: no name here is a real person's. */
export type PractitionerKey =
  'maya' | 'milo' | 'vera' | 'lena' | 'oskar' | 'nadia' | 'tomas' | 'ruth' | 'ivo';

const [maya, milo, vera, pia] = DEMO_ACCOUNTS;
if (!maya || !milo || !vera || !pia) throw new Error('the four demo accounts are missing');

type Practitioner = {
  key: PractitionerKey;
  name: string;
  email: string;
  password: string;
  passphrase: string;
};

const other = (key: PractitionerKey, name: string): Practitioner => ({
  key,
  name,
  email: `${key}@demo.wellkept.example`,
  password: `${key}-demo-password`,
  passphrase: `${key} walks seven quiet bridges`,
});

export const PRACTITIONERS: Practitioner[] = [
  { key: 'maya', ...maya },
  { key: 'milo', ...milo },
  { key: 'vera', ...vera },
  other('lena', 'Dr Lena Lee-Demo'),
  other('oskar', 'Oskar Brandvold-Demo'),
  other('nadia', 'Nadia Rahimi-Demo'),
  other('tomas', 'Tomáš Novotný-Demo'),
  other('ruth', 'Ruth Abara-Demo'),
  other('ivo', 'Ivo Marinov-Demo'),
];

export const SUPER_ADMIN = {
  name: 'Ada Root-Demo',
  email: 'ada.admin@demo.wellkept.example',
  password: 'ada-demo-password',
};

/** How a patient stands to blood glucose in the study CGM Home, and what their sensor draws. */
export type GlucoseStory =
  | 'shares'
  | 'shares-until-soon'
  | 'stopped'
  | 'paused'
  | 'declined'
  | 'expired'
  | 'on-behalf'
  | 'waiting'
  | 'withdrawn';

type GlucosePatient = {
  name: string;
  email: string;
  born: string;
  glucose: GlucoseStory;
  pattern: GlucosePattern;
  unit: 'mg/dL' | 'mmol/L';
};

const someone = (
  name: string,
  born: string,
  glucose: GlucoseStory,
  pattern: GlucosePattern,
  unit: 'mg/dL' | 'mmol/L' = 'mg/dL',
): GlucosePatient => ({ name, email: addressOf(born, name.length), born, glucose, pattern, unit });

function addressOf(born: string, salt: number): string {
  return `patient-${born.replaceAll('-', '')}-${salt}@demo.wellkept.example`;
}

export const GLUCOSE_PATIENTS: GlucosePatient[] = [
  { ...someone(pia.name, '1984-03-12', 'shares-until-soon', 'well-controlled'), email: pia.email },
  someone('Amara Okafor-Demo', '1969-07-02', 'shares', 'dawn-rise'),
  someone('محمود الفارس-تجربة', '1958-11-23', 'shares', 'night-lows', 'mmol/L'),
  someone('李小梅-演示', '1991-01-30', 'shares', 'sensor-gaps', 'mmol/L'),
  someone('Jürgen Weiß-Demo', '1975-05-17', 'shares', 'after-meals'),
  someone('Siobhán Ní Bhriain-Demo', '1988-09-09', 'on-behalf', 'well-controlled', 'mmol/L'),
  someone('Дарья Соколова-Демо', '1979-12-01', 'stopped', 'dawn-rise', 'mmol/L'),
  someone('Kwame Mensah-Demo', '1964-04-25', 'paused', 'after-meals'),
  someone('Ana Lucía Fuentes-Demo', '1995-08-14', 'declined', 'well-controlled'),
  someone('Noah Thibault-Demo', '2001-02-06', 'expired', 'night-lows'),
  someone('प्रिया शर्मा-डेमो', '1982-10-19', 'waiting', 'well-controlled'),
  someone('Eleni Papadaki-Demo', '1950-06-28', 'withdrawn', 'sensor-gaps'),
];

export const HEART_PATIENTS = [
  { name: 'Hanna Virtanen-Demo', born: '1961-01-11' },
  { name: 'Rafael Duarte-Demo', born: '1973-03-03' },
  { name: '田中 さくら-デモ', born: '1986-05-21' },
  { name: 'Zanele Khumalo-Demo', born: '1957-09-30' },
  { name: 'Piotr Wójcik-Demo', born: '1948-12-24' },
  { name: 'Leila Haddad-Demo', born: '1999-04-08' },
  { name: 'Owen Griffiths-Demo', born: '1967-08-16' },
  { name: 'Mei-Ling Chow-Demo', born: '1978-02-02' },
].map((patient) => ({ ...patient, email: addressOf(patient.born, patient.name.length) }));

export const OTHER_PATIENTS = [
  { name: 'Bruno Keller-Demo', born: '1955-07-07' },
  { name: 'Fatima Zahra-Demo', born: '1992-11-15' },
  { name: 'Gustav Lind-Demo', born: '1944-10-01' },
  { name: 'Ines Carvalho-Demo', born: '1987-06-13' },
].map((patient) => ({ ...patient, email: addressOf(patient.born, patient.name.length) }));
