/** The invented people of the demo's sign-in cards. What is written here is shown on the sign-in page: never use it elsewhere. */
export interface DemoAccount {
  title: string;
  name: string;
  email: string;
  password: string;
  passphrase: string;
  /** One line for the newcomer. */
  tryThis: string;
  home?: string;
  /** Title and line in Spanish. */
  es: { title: string; tryThis: string };
}

export const DEMO_ACCOUNTS: DemoAccount[] = [
  {
    title: 'Manager',
    name: 'Maya Lindqvist-Demo',
    email: 'maya.manager@demo.wellkept.example',
    password: 'maya-demo-password',
    passphrase: 'copper lantern drifts homeward',
    tryThis: 'Run a study: see who shares what, invite a patient, verify the audit log.',
    es: {
      title: 'Responsable',
      tryThis: 'Dirija un estudio: vea quién comparte qué, invite a un paciente, compruebe el registro.',
    },
  },
  {
    title: 'Study member',
    name: 'Milo Okonjo-Demo',
    email: 'milo.member@demo.wellkept.example',
    password: 'milo-demo-password',
    passphrase: 'velvet orchard whistles softly',
    tryThis: 'Work with patients: enroll one and record a consent given on paper.',
    es: {
      title: 'Miembro del estudio',
      tryThis: 'Trabaje con pacientes: incluya a uno y anote un consentimiento dado en papel.',
    },
  },
  {
    title: 'Viewer',
    name: 'Vera Castellan-Demo',
    email: 'vera.viewer@demo.wellkept.example',
    password: 'vera-demo-password',
    passphrase: 'marble harbor counts pebbles',
    tryThis: 'Open a glucose chart, and see what you may not open and why.',
    es: {
      title: 'Observador',
      tryThis: 'Abra una gráfica de glucosa y vea qué no puede abrir y por qué.',
    },
  },
  {
    title: 'Patient',
    name: 'Pia Sandoval-Demo',
    email: 'pia.patient@demo.wellkept.example',
    password: 'pia-demo-password',
    passphrase: 'amber kettle hums tuesday',
    tryThis: 'Answer a request, stop sharing, and see who opened your data.',
    es: {
      title: 'Paciente',
      tryThis: 'Conteste una petición, deje de compartir y vea quién abrió sus datos.',
    },
  },
];
