import { inBothLanguages } from '../in-both-languages';

/** Pages that say that something is not there, not allowed or broken. Small: the error page loads both languages. */
export const problemMessages = inBothLanguages(
  {
    busyTitle: 'This does not work right now',
    busyText: 'Nothing is lost. Wait a moment. Then try again.',
    bugTitle: 'Something broke on our side',
    bugText:
      'It is not your fault. Try again. If it stays like this, tell the people who run this site. Give them this number:',
    again: 'Try again',
    start: 'Go to the start',
    number: 'Number of this request:',
    notFound: 'Not found',
    notFoundTitle: 'There is nothing here, or nothing you may see',
    notFoundText:
      'Check the address. It may have a typing mistake. Or you could see this page once, and now you may not.',
    forbidden: 'No access',
    forbiddenTitle: 'You do not have access to this',
    forbiddenText:
      'Your role does not include it, or the patient does not share it. This try is on record. A manager can tell you more.',
  },
  {
    busyTitle: 'Ahora mismo no es posible',
    busyText: 'No se ha perdido nada. Espere un momento. Luego inténtelo de nuevo.',
    bugTitle: 'Algo ha fallado de nuestro lado',
    bugText:
      'No es culpa suya. Inténtelo de nuevo. Si sigue igual, avise a quienes llevan este sitio. Deles este número:',
    again: 'Intentar de nuevo',
    start: 'Ir al inicio',
    number: 'Número de esta petición:',
    notFound: 'No encontrado',
    notFoundTitle: 'Aquí no hay nada, o nada que usted pueda ver',
    notFoundText: 'Revise la dirección. Puede tener un error. O antes podía ver esta página y ahora ya no.',
    forbidden: 'Sin acceso',
    forbiddenTitle: 'Usted no tiene acceso a esto',
    forbiddenText:
      'Su función no lo incluye, o el paciente no lo comparte. Este intento queda anotado. Un responsable puede decirle más.',
  },
);
