import { keyRoute } from '@/lib/keys/key-entrance';
import { keysForPatientData } from '@/lib/keys/key-queries';

export const GET = keyRoute('vault.patient-data-keys', (principal, id) =>
  keysForPatientData(principal, id('study'), id('patient')),
);
