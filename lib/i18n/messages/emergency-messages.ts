import { inBothLanguages } from '../in-both-languages';

/** The letters that tell managers of an emergency access. */
export const emergencyMessages = inBothLanguages(
  {
    requestedSubject: 'Emergency access asked for: {study}',
    requestedBody:
      'Hello,\n\n{requester}, a system administrator, asks for emergency access to the study “{study}” of {organization}, for {minutes, plural, one {# minute} other {# minutes}}.\n\nNothing is open yet. Another system administrator or a manager has to approve it. Read the reason, and approve or decline it here:\n\n{link}\n\nWhile it runs, they can have the sealed readings that patients share with this study. Each read is on record, and the patient sees it.\n\nWellkept\n',
    begunSubject: 'Emergency access began: {study}',
    begunBody:
      'Hello,\n\nThe emergency access of {requester}, a system administrator, to the study “{study}” of {organization} has begun. {decider} approved it. It ends by itself after {minutes, plural, one {# minute} other {# minutes}}.\n\nYou can end it at any moment, and see the reason, here:\n\n{link}\n\nEach read is on record, and the patient sees it.\n\nWellkept\n',
  },
  {
    requestedSubject: 'Se pide un acceso de emergencia: {study}',
    requestedBody:
      'Hola:\n\n{requester}, que administra el sistema, pide acceso de emergencia al estudio «{study}» de {organization}, por {minutes, plural, one {# minuto} other {# minutos}}.\n\nTodavía no hay nada abierto. Tiene que aprobarlo otra persona que administre el sistema o un responsable. Lea el motivo y apruébelo o rechácelo aquí:\n\n{link}\n\nMientras dure, podrá recibir los datos sellados que los pacientes comparten con este estudio. Cada lectura queda anotada y el paciente la ve.\n\nWellkept\n',
    begunSubject: 'Empezó un acceso de emergencia: {study}',
    begunBody:
      'Hola:\n\nHa empezado el acceso de emergencia de {requester}, que administra el sistema, al estudio «{study}» de {organization}. Lo aprobó {decider}. Termina solo después de {minutes, plural, one {# minuto} other {# minutos}}.\n\nPuede terminarlo en cualquier momento y leer el motivo aquí:\n\n{link}\n\nCada lectura queda anotada y el paciente la ve.\n\nWellkept\n',
  },
);
