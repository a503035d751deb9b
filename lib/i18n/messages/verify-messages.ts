import { inBothLanguages } from '../in-both-languages';

/** /verify: anybody checks a receipt. */
export const verifyMessages = inBothLanguages(
  {
    skip: 'Skip to content',
    title: 'Check a receipt',
    intro:
      'A receipt is proof of an answer to a study. Here you can see if it is real. It stays on this device. We do not get it.',
    choose: 'Choose the file',
    chooseHelp: 'It ends in .jws or .json. You can also drop it here.',
    paste: 'Or paste the receipt here',
    check: 'Check',
    genuineTitle: 'This receipt is real',
    genuine: 'We signed it, and no one has changed it since.',
    keyId: 'Signed with key',
    badTitle: 'Do not trust this receipt',
    faultNotReceipt: 'This is not a receipt of ours. Is it the right file?',
    faultCutOff: 'A part of the receipt is missing. Ask for the whole file.',
    faultOtherAlgorithm: 'It was not signed the way we sign. It is not from us.',
    faultOtherKey: 'It was signed with a key that is not ours. It is not from us.',
    faultAltered: 'Someone changed it, or it was never signed by us.',
    unreadable: 'We could not read this file.',
    toSignIn: 'Sign in',
    keys: 'Our public keys, for your own tools',
  },
  {
    skip: 'Ir al contenido',
    title: 'Comprobar un recibo',
    intro:
      'Un recibo es la prueba de una respuesta a un estudio. Aquí puede ver si es de verdad. No sale de este aparato. Nosotros no lo recibimos.',
    choose: 'Elija el archivo',
    chooseHelp: 'Termina en .jws o .json. También puede soltarlo aquí.',
    paste: 'O pegue aquí el recibo',
    check: 'Comprobar',
    genuineTitle: 'Este recibo es de verdad',
    genuine: 'Lo firmamos nosotros y nadie lo ha cambiado.',
    keyId: 'Firmado con la clave',
    badTitle: 'No confíe en este recibo',
    faultNotReceipt: 'Esto no es un recibo nuestro. ¿Es el archivo correcto?',
    faultCutOff: 'Falta una parte del recibo. Pida el archivo entero.',
    faultOtherAlgorithm: 'No está firmado como firmamos nosotros. No es nuestro.',
    faultOtherKey: 'Está firmado con una clave que no es nuestra. No es nuestro.',
    faultAltered: 'Alguien lo cambió, o nunca lo firmamos.',
    unreadable: 'No pudimos leer este archivo.',
    toSignIn: 'Iniciar sesión',
    keys: 'Nuestras claves públicas, para sus programas',
  },
);
