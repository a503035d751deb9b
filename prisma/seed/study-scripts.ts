import type { StudyScript } from './studies';

type Script = Omit<StudyScript, 'organizationId'>;

/** The demo studies' own words. Patients read them, so they are short. */
export const GLUCOSE_STUDY: Script = {
  name: 'CGM Home',
  purpose: 'To learn how blood sugar moves at home, by day and by night.',
  contact: 'cgm-home@demo.wellkept.example, 555 0142',
  ethicsNumber: 'DEMO-2026-017',
  texts: [
    {
      en: 'You wear a small sensor. It measures your blood sugar every five minutes. The study team looks at it once a week. You can stop at any time.',
      es: 'Usted lleva un sensor pequeño. Mide su azúcar cada cinco minutos. El equipo lo mira una vez por semana. Puede parar cuando quiera.',
    },
    {
      en: 'You wear a small sensor. It measures your blood sugar every five minutes. The study team looks at it once a week. New: the team may also look at your sleep, if you agree. You can stop at any time.',
      es: 'Usted lleva un sensor pequeño. Mide su azúcar cada cinco minutos. El equipo lo mira una vez por semana. Nuevo: el equipo también puede mirar su sueño, si usted quiere. Puede parar cuando quiera.',
    },
  ],
  asks: [
    { scope: 'omh:blood-glucose:4.0', reason: 'To see how your blood sugar moves.', required: true },
    { scope: 'omh:heart-rate:2.0', reason: 'To see what moving does to your blood sugar.' },
    { scope: 'omh:step-count:3.0', reason: 'To see how much you walk.' },
    { scope: 'omh:sleep-duration:2.0', reason: 'To see what sleep does to your blood sugar.' },
  ],
  isOpen: true,
  sources: ['Glucose sensor', 'Wrist tracker', 'Phone app'],
};

export const HEART_STUDY: Script = {
  name: 'Heart Steps',
  purpose: 'To learn how walking helps the heart.',
  contact: 'heart-steps@demo.wellkept.example, 555 0187',
  ethicsNumber: 'DEMO-2026-023',
  texts: [
    {
      en: 'You measure your blood pressure twice a day. A band on your wrist counts your heart rate. You can say no. Your care stays the same.',
      es: 'Usted mide su presión dos veces al día. Una pulsera cuenta los latidos del corazón. Puede decir que no. Su atención será la misma.',
    },
  ],
  asks: [
    { scope: 'omh:blood-pressure:4.0', reason: 'To see if walking lowers it.', required: true },
    { scope: 'omh:heart-rate:2.0', reason: 'To see your heart at rest and when you walk.' },
    { scope: 'omh:oxygen-saturation:2.0', reason: 'To see how you breathe.' },
    { scope: 'omh:body-temperature:4.0', reason: 'To notice a fever.' },
  ],
  isOpen: true,
  sources: ['Blood pressure cuff', 'Wrist tracker'],
};

export const DRAFT_STUDY: Script = {
  name: 'Night Shift Sleep',
  purpose: 'To learn how night work changes sleep.',
  contact: 'night-shift@demo.wellkept.example',
  ethicsNumber: '',
  texts: [],
  asks: [{ scope: 'omh:sleep-duration:2.0', reason: 'To see how long you sleep.', required: true }],
  isOpen: false,
};

export const CLOSED_STUDY: Script = {
  name: 'Spring Walks',
  purpose: 'To learn how much people walk in spring.',
  contact: 'spring-walks@demo.wellkept.example',
  ethicsNumber: 'DEMO-2025-091',
  texts: [
    {
      en: 'A band on your wrist counts your steps. The study looks at them for two months.',
      es: 'Una pulsera cuenta sus pasos. El estudio los mira durante dos meses.',
    },
  ],
  asks: [{ scope: 'omh:step-count:3.0', reason: 'To count your steps.', required: true }],
  isOpen: true,
};
