import { accountMailMessages } from './messages/account-mail-messages';
import { accountMessages } from './messages/account-messages';
import { consentMailMessages } from './messages/consent-mail-messages';
import { emergencyMessages } from './messages/emergency-messages';
import { errorMessages } from './messages/error-messages';
import { invitationMessages } from './messages/invitation-messages';
import { keyMessages } from './messages/key-messages';
import { patientMessages } from './messages/patient-messages';
import { receiptMessages } from './messages/receipt-messages';
import { recoverMessages } from './messages/recover-messages';
import { renewalMessages } from './messages/renewal-messages';
import { securityMessages } from './messages/security-messages';
import { problemMessages } from './messages/problem-messages';
import { sharingMessages } from './messages/sharing-messages';
import { signInMessages } from './messages/sign-in-messages';
import { verifyMessages } from './messages/verify-messages';

/**
 * What is said in English and Spanish: one file a namespace, one namespace a page or two. To add one, write
 * messages/<name>-messages.ts like the others, and a line here.
 */
export const MESSAGES = {
  account: accountMessages,
  consentMail: consentMailMessages,
  emergency: emergencyMessages,
  accountMail: accountMailMessages,
  error: errorMessages,
  invitation: invitationMessages,
  keys: keyMessages,
  patient: patientMessages,
  receipt: receiptMessages,
  recover: recoverMessages,
  renewal: renewalMessages,
  security: securityMessages,
  problem: problemMessages,
  sharing: sharingMessages,
  signIn: signInMessages,
  verify: verifyMessages,
};

export type Namespace = keyof typeof MESSAGES;
export type Messages = { [N in Namespace]: (typeof MESSAGES)[N]['en'] };

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
    Locale: 'en' | 'es';
  }
}
