import { inBothLanguages } from '../in-both-languages';

export const accountMailMessages = inBothLanguages(
  {
    recoverSubject: 'Choose a new password',
    recoverBody:
      'Hello {name},\n\nSomebody asked for a new password for your account. Was it you? Then open this link:\n\n{link}\n\nIt works once, for 30 minutes.\n\nYour passphrase is something else. This link does not change it. You still need it to open your data.\n\nIf you did not ask, delete this mail. Nothing will change.\n\nWellkept\n',
    passwordSubject: 'Your password was changed',
    passwordBody:
      'Hello {name},\n\nThe password of your account was changed. You are signed out everywhere else.\n\nWas it not you? Ask for a new password here at once:\n\n{link}\n\nWellkept\n',
    factorAddedSubject: 'A second step was added to your sign-in',
    factorAddedBody:
      'Hello {name},\n\nFrom now on we ask for a second step when you sign in.\n\nWas it not you? Change your password here at once:\n\n{link}\n\nWellkept\n',
    factorRemovedSubject: 'A second step was taken from your sign-in',
    factorRemovedBody:
      'Hello {name},\n\nOne of the second steps of your sign-in was taken away.\n\nWas it not you? Change your password here at once:\n\n{link}\n\nWellkept\n',
    resetAskedSubject: 'Somebody lost the second step of your sign-in',
    resetAskedBody:
      'Hello {name},\n\nSomebody typed your password and said that your second step is lost. A manager of your organization now has to agree.\n\nWas it not you? Then somebody knows your password. Choose a new one here at once:\n\n{link}\n\nWellkept\n',
    resetSubject: 'Your second step was taken away',
    resetBody:
      'Hello {name},\n\nA manager took away the second step that you lost. You are signed out everywhere. Sign in with your password, then set up a new one.\n\nWas it not you? Choose a new password here at once:\n\n{link}\n\nWellkept\n',
    resetRefusedSubject: 'Your second step stays as it is',
    resetRefusedBody:
      'Hello {name},\n\nYou asked for a new second step. A manager of your organization said no. Please call them.\n\nWas it not you? Choose a new password here at once:\n\n{link}\n\nWellkept\n',
    newDeviceSubject: 'Your account was opened on a new device',
    newDeviceBody:
      'Hello {name},\n\nSomebody signed in to your account with a device we did not know: {device}.\n\nWas it not you? Choose a new password here at once:\n\n{link}\n\nWellkept\n',
    emailOldSubject: 'Is {email} your new address?',
    emailOldBody:
      'Hello {name},\n\nSomebody wants to change the address of your account to {email}. Was it you? Then open this link while you are signed in:\n\n{link}\n\nWe ask at both addresses. The link works for one hour.\n\nWas it not you? Do not open it, and change your password.\n\nWellkept\n',
    emailNewSubject: 'Is this your new address?',
    emailNewBody:
      'Hello {name},\n\nYou asked to use this address for your account. Open this link while you are signed in:\n\n{link}\n\nWe ask at both addresses. The link works for one hour.\n\nDo you not know who asked? Then delete this mail.\n\nWellkept\n',
    emailDoneSubject: 'Your address was changed',
    emailDoneBody:
      'Hello {name},\n\nYour account now uses the address {email}. You sign in with it from now on.\n\nWas it not you? Tell the people who invited you at once.\n\nWellkept\n',
    roleChangedSubject: 'Your role at {organization} was changed',
    roleChangedBody:
      'Hello {name},\n\nA manager changed your role at {organization}. It is now: {role}.\n\nThis page shows what each role may do:\n\n{link}\n\nIs this wrong? Ask a manager there.\n\nYou can switch these mails off in your account.\n\nWellkept\n',
    roleEndsBody:
      'Hello {name},\n\nA manager changed your role at {organization}. Its last day is {until}.\n\nThis page shows what each role may do:\n\n{link}\n\nIs this wrong? Ask a manager there.\n\nYou can switch these mails off in your account.\n\nWellkept\n',
    roleEndlessBody:
      'Hello {name},\n\nA manager changed your role at {organization}. It has no last day any more.\n\nThis page shows what each role may do:\n\n{link}\n\nIs this wrong? Ask a manager there.\n\nYou can switch these mails off in your account.\n\nWellkept\n',
    roleRemovedSubject: 'Your role at {organization} was taken away',
    roleRemovedBody:
      'Hello {name},\n\nA manager took away the role that was given to you at {organization}. You are signed out. Sign in again to see what is left.\n\nIs this wrong? Ask a manager there.\n\nYou can switch these mails off in your account.\n\nWellkept\n',
    unknownDevice: 'a device with no name',
  },
  {
    recoverSubject: 'Elija una contraseña nueva',
    recoverBody:
      'Hola, {name}:\n\nAlguien ha pedido una contraseña nueva para su cuenta. ¿Ha sido usted? Abra este enlace:\n\n{link}\n\nSirve una vez, durante 30 minutos.\n\nSu frase de acceso es otra cosa. Este enlace no la cambia. La sigue necesitando para abrir sus datos.\n\nSi no lo ha pedido, borre este correo. Nada cambiará.\n\nWellkept\n',
    passwordSubject: 'Su contraseña ha cambiado',
    passwordBody:
      'Hola, {name}:\n\nLa contraseña de su cuenta ha cambiado. Su sesión está cerrada en los demás dispositivos.\n\n¿No ha sido usted? Pida aquí una contraseña nueva ahora mismo:\n\n{link}\n\nWellkept\n',
    factorAddedSubject: 'Su inicio de sesión tiene un segundo paso nuevo',
    factorAddedBody:
      'Hola, {name}:\n\nDesde ahora pedimos un segundo paso cuando inicia sesión.\n\n¿No ha sido usted? Cambie aquí la contraseña ahora mismo:\n\n{link}\n\nWellkept\n',
    factorRemovedSubject: 'Se ha quitado un segundo paso de su inicio de sesión',
    factorRemovedBody:
      'Hola, {name}:\n\nSe ha quitado uno de los segundos pasos de su inicio de sesión.\n\n¿No ha sido usted? Cambie aquí la contraseña ahora mismo:\n\n{link}\n\nWellkept\n',
    resetAskedSubject: 'Alguien ha perdido el segundo paso de su inicio de sesión',
    resetAskedBody:
      'Hola, {name}:\n\nAlguien ha escrito su contraseña y dice que ha perdido el segundo paso. Ahora un responsable de su organización tiene que aceptarlo.\n\n¿No ha sido usted? Entonces alguien conoce su contraseña. Elija aquí una nueva ahora mismo:\n\n{link}\n\nWellkept\n',
    resetSubject: 'Se ha quitado su segundo paso',
    resetBody:
      'Hola, {name}:\n\nUn responsable ha quitado el segundo paso que usted perdió. Su sesión está cerrada en todas partes. Inicie sesión con su contraseña y configure otro.\n\n¿No ha sido usted? Elija aquí una contraseña nueva ahora mismo:\n\n{link}\n\nWellkept\n',
    resetRefusedSubject: 'Su segundo paso sigue igual',
    resetRefusedBody:
      'Hola, {name}:\n\nUsted pidió un segundo paso nuevo. Un responsable de su organización ha dicho que no. Llámele, por favor.\n\n¿No ha sido usted? Elija aquí una contraseña nueva ahora mismo:\n\n{link}\n\nWellkept\n',
    newDeviceSubject: 'Su cuenta se ha abierto en un dispositivo nuevo',
    newDeviceBody:
      'Hola, {name}:\n\nAlguien ha iniciado sesión en su cuenta con un dispositivo que no conocíamos: {device}.\n\n¿No ha sido usted? Elija aquí una contraseña nueva ahora mismo:\n\n{link}\n\nWellkept\n',
    emailOldSubject: '¿Es {email} su dirección nueva?',
    emailOldBody:
      'Hola, {name}:\n\nAlguien quiere cambiar la dirección de su cuenta a {email}. ¿Ha sido usted? Abra este enlace con la sesión iniciada:\n\n{link}\n\nPreguntamos en las dos direcciones. El enlace sirve durante una hora.\n\n¿No ha sido usted? No lo abra y cambie la contraseña.\n\nWellkept\n',
    emailNewSubject: '¿Es esta su dirección nueva?',
    emailNewBody:
      'Hola, {name}:\n\nUsted pidió usar esta dirección para su cuenta. Abra este enlace con la sesión iniciada:\n\n{link}\n\nPreguntamos en las dos direcciones. El enlace sirve durante una hora.\n\n¿No sabe quién lo pidió? Borre este correo.\n\nWellkept\n',
    emailDoneSubject: 'Su dirección ha cambiado',
    emailDoneBody:
      'Hola, {name}:\n\nSu cuenta usa ahora la dirección {email}. Desde ahora inicia sesión con ella.\n\n¿No ha sido usted? Avise ahora mismo a quien le invitó.\n\nWellkept\n',
    roleChangedSubject: 'Su rol en {organization} ha cambiado',
    roleChangedBody:
      'Hola, {name}:\n\nUn responsable ha cambiado su rol en {organization}. Ahora es: {role}.\n\nEsta página muestra lo que puede hacer cada rol:\n\n{link}\n\n¿Es un error? Pregunte a un responsable de allí.\n\nPuede dejar de recibir estos correos en su cuenta.\n\nWellkept\n',
    roleEndsBody:
      'Hola, {name}:\n\nUn responsable ha cambiado su rol en {organization}. Su último día es el {until}.\n\nEsta página muestra lo que puede hacer cada rol:\n\n{link}\n\n¿Es un error? Pregunte a un responsable de allí.\n\nPuede dejar de recibir estos correos en su cuenta.\n\nWellkept\n',
    roleEndlessBody:
      'Hola, {name}:\n\nUn responsable ha cambiado su rol en {organization}. Ya no tiene último día.\n\nEsta página muestra lo que puede hacer cada rol:\n\n{link}\n\n¿Es un error? Pregunte a un responsable de allí.\n\nPuede dejar de recibir estos correos en su cuenta.\n\nWellkept\n',
    roleRemovedSubject: 'Ya no tiene su rol en {organization}',
    roleRemovedBody:
      'Hola, {name}:\n\nUn responsable le ha quitado el rol que tenía en {organization}. Su sesión está cerrada. Inicie sesión de nuevo para ver lo que le queda.\n\n¿Es un error? Pregunte a un responsable de allí.\n\nPuede dejar de recibir estos correos en su cuenta.\n\nWellkept\n',
    unknownDevice: 'un dispositivo sin nombre',
  },
);
