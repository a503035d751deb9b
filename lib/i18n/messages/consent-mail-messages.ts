import { inBothLanguages } from '../in-both-languages';

/** Letters about sharing. `…You` is said to the patient, `…Team` to those who run the study. */
export const consentMailMessages = inBothLanguages(
  {
    subject: 'Your choice for {study}',
    body: 'Hello {name},\n\n{what}\n\nYou can see all your answers, and a receipt for each, here:\n\n{link}\n\nWas it not you? Then call the study team.\n\nYou can turn these letters off in your account.\n\nWellkept\n',
    answeredYou: 'Your answers to {study} are saved.',
    recordedYou: 'The team of {study} wrote down an answer for you. Please look if it is right.',
    confirmedYou: 'You said that the answer {study} wrote down is right.',
    disputedYou: 'You said that the answer {study} wrote down is wrong. It does not count.',
    stoppedYou: 'You stopped sharing with {study}. It works at once.',
    startedYou: 'You share with {study} again.',
    renewedYou: 'You chose a new end date for {study}.',
    pausedYou: 'You paused sharing with {study}. It works at once.',
    resumedYou: 'You share with {study} again.',
    leftYou: 'You left {study}. The team can no longer open your data.',
    teamSubject: 'A patient changed what they share: {study}',
    teamBody:
      'Hello {name},\n\n{what}\n\nSee who shares what here:\n\n{link}\n\nYou can turn these letters off in your account.\n\nWellkept\n',
    answeredTeam: 'A patient answered {study}.',
    recordedTeam: 'A colleague wrote down an answer for a patient of {study}. It waits for the patient.',
    confirmedTeam: 'A patient of {study} said that a recorded answer is right.',
    disputedTeam: 'A patient of {study} said that a recorded answer is wrong. It does not count any more.',
    stoppedTeam: 'A patient stopped sharing some data with {study}.',
    startedTeam: 'A patient shares with {study} again.',
    renewedTeam: 'A patient chose a new end date for {study}.',
    pausedTeam: 'A patient paused sharing with {study}.',
    resumedTeam: 'A patient shares with {study} again.',
    leftTeam: 'A patient left {study}.',
    reminderSubject: 'Your sharing with {study} ends soon',
    reminderBody:
      'Hello {name},\n\nYou share data with {study} until {day}.\n\nDo you want to keep sharing? Choose a new end here:\n\n{link}\n\nDo you want to let it end? Then you need do nothing.\n\nYou can turn these letters off in your account.\n\nWellkept\n',
    askedSubject: '{study} asks you again',
    askedBody:
      'Hello {name},\n\n{what}\n\nPlease read what it says and answer here:\n\n{link}\n\nYou can say no. You can turn these letters off in your account.\n\nWellkept\n',
    askedText: '{study} has a new text. Until you answer, the team cannot open your new readings.',
    askedChange:
      '{study} changed one thing that it asks for. Until you answer, the team cannot open new readings of that kind.',
    askedNew: '{study} asks for one more kind of data.',
  },
  {
    subject: 'Su respuesta a {study}',
    body: 'Hola, {name}:\n\n{what}\n\nAquí puede ver todas sus respuestas y un recibo de cada una:\n\n{link}\n\n¿No fue usted? Llame al equipo del estudio.\n\nPuede quitar estos correos en su cuenta.\n\nWellkept\n',
    answeredYou: 'Sus respuestas a {study} están guardadas.',
    recordedYou: 'El equipo de {study} anotó una respuesta por usted. Mire si es correcta.',
    confirmedYou: 'Usted dijo que la respuesta que anotó {study} es correcta.',
    disputedYou: 'Usted dijo que la respuesta que anotó {study} no es correcta. Ya no vale.',
    stoppedYou: 'Usted dejó de compartir con {study}. Vale desde ahora.',
    startedYou: 'Usted comparte otra vez con {study}.',
    renewedYou: 'Usted eligió otra fecha final para {study}.',
    pausedYou: 'Usted hizo una pausa con {study}. Vale desde ahora.',
    resumedYou: 'Usted comparte otra vez con {study}.',
    leftYou: 'Usted dejó {study}. El equipo ya no puede abrir sus datos.',
    teamSubject: 'Un paciente cambió lo que comparte: {study}',
    teamBody:
      'Hola, {name}:\n\n{what}\n\nVea aquí quién comparte qué:\n\n{link}\n\nPuede quitar estos correos en su cuenta.\n\nWellkept\n',
    answeredTeam: 'Un paciente respondió a {study}.',
    recordedTeam: 'Alguien del equipo anotó una respuesta de un paciente de {study}. Espera al paciente.',
    confirmedTeam: 'Un paciente de {study} dijo que una respuesta anotada es correcta.',
    disputedTeam: 'Un paciente de {study} dijo que una respuesta anotada no es correcta. Ya no vale.',
    stoppedTeam: 'Un paciente dejó de compartir algo con {study}.',
    startedTeam: 'Un paciente comparte otra vez con {study}.',
    renewedTeam: 'Un paciente eligió otra fecha final para {study}.',
    pausedTeam: 'Un paciente hizo una pausa con {study}.',
    resumedTeam: 'Un paciente comparte otra vez con {study}.',
    leftTeam: 'Un paciente dejó {study}.',
    reminderSubject: 'Pronto deja de compartir con {study}',
    reminderBody:
      'Hola, {name}:\n\nUsted comparte datos con {study} hasta el {day}.\n\n¿Quiere seguir? Elija aquí otra fecha final:\n\n{link}\n\n¿Quiere que termine? Entonces no haga nada.\n\nPuede quitar estos correos en su cuenta.\n\nWellkept\n',
    askedSubject: '{study} le pregunta otra vez',
    askedBody:
      'Hola, {name}:\n\n{what}\n\nLea lo que dice y responda aquí:\n\n{link}\n\nPuede decir que no. Puede quitar estos correos en su cuenta.\n\nWellkept\n',
    askedText:
      '{study} tiene un texto nuevo. Hasta que usted responda, el equipo no puede abrir sus datos nuevos.',
    askedChange:
      '{study} cambió algo de lo que pide. Hasta que usted responda, el equipo no puede abrir datos nuevos de ese tipo.',
    askedNew: '{study} pide un tipo de datos más.',
  },
);
