import { AUDIT_ACTIONS, type AuditAction } from './events';
import type { ListedEvent } from './listed-event';
import { operationWords } from './operation-words';

/** What happened, as the end of a sentence that begins with who did it. */
type Words = (event: ListedEvent) => string;

const fixed =
  (text: string): Words =>
  () =>
    text;
const aboutPatient =
  (text: string): Words =>
  (event) =>
    `${text}${ofPatient(event)}${inStudy(event)}`;
const aboutResource =
  (text: string, otherwise: string): Words =>
  (event) =>
    `${text} ${event.resource?.name ?? otherwise}${inStudy(event)}`;
const answered =
  (verb: string): Words =>
  (event) =>
    `${verb} ${scopesOf(event)}${ofPatient(event)}${inStudy(event)}`;

const SENTENCES: Record<AuditAction, Words> = {
  'session.started': fixed('signed in'),
  'session.ended': fixed('signed out'),
  'session.refused': fixed('was refused at sign-in'),
  'vault.unlocked': fixed('unlocked their data'),
  'vault.locked': fixed('locked their data'),
  'account.created': aboutResource('created the account of', 'a person'),
  'account.changed': aboutResource('changed the account of', 'a person'),
  'account.suspended': aboutResource('suspended the account of', 'a person'),
  'account.restored': aboutResource('restored the account of', 'a person'),
  'account.sessions-ended': aboutResource('ended every session of', 'a person'),
  'account.listed': fixed('opened the list of accounts'),
  'data-source.created': fixed('added a data source to the catalogue'),
  'data-source.changed': fixed('changed a data source of the catalogue'),
  'password.changed': fixed('changed their password'),
  'password.recovery-asked': fixed('asked for a new password'),
  'password.recovered': fixed('set a new password by a mailed link'),
  'email.change-asked': fixed('asked to change their e-mail address'),
  'email.change-confirmed': fixed('confirmed an e-mail address'),
  'email.changed': fixed('changed their e-mail address'),
  'factor.added': fixed('set up a second factor'),
  'factor.removed': fixed('removed a second factor'),
  'factor.shown': fixed('showed their second factor'),
  'factor.reset-asked': fixed('asked for a new second factor'),
  'factor.reset': aboutResource('took the lost second factor from', 'a person'),
  'factor.reset-refused': aboutResource('refused a new second factor for', 'a person'),
  'key.created': aboutPatient('made a key'),
  'key.wrapped': aboutPatient('shared a key with a colleague'),
  'key.read': aboutPatient('fetched a sealed key'),
  'key.erased': (event) => `erased the keys of ${scopesOf(event)}${ofPatient(event)}${inStudy(event)}`,
  'slot.added': fixed('added a way to unlock'),
  'slot.removed': fixed('removed a way to unlock'),
  'slot.read': fixed('fetched a sealed way to unlock'),
  'organization.created': aboutResource('created the organization', '(no name)'),
  'organization.changed': aboutResource('changed the organization', '(no name)'),
  'organization.moved': aboutResource('moved the organization', '(no name)'),
  'organization.archived': aboutResource('archived the organization', '(no name)'),
  'organization.restored': aboutResource('restored the organization', '(no name)'),
  'membership.created': aboutResource('gave a role to', 'a person'),
  'membership.changed': aboutResource('changed the role of', 'a person'),
  'membership.removed': aboutResource('took the role from', 'a person'),
  'invitation.sent': aboutResource('sent an invitation to', 'a person'),
  'invitation.opened': fixed('opened an invitation'),
  'invitation.code-sent': fixed('asked for the code of an invitation'),
  'invitation.accepted': fixed('accepted an invitation'),
  'invitation.refused': fixed('was refused with an invitation'),
  'invitation.revoked': aboutResource('withdrew the invitation of', 'a person'),
  'study.created': (event) => `created the study${named(event)}`,
  'study.changed': (event) => `changed the study${named(event)}`,
  'study.state-changed': (event) => `changed the state of the study${named(event)}`,
  'scope-request.created': (event) => `asked for ${scopesOf(event)}${inStudy(event)}`,
  'scope-request.changed': (event) => `changed the request for ${scopesOf(event)}${inStudy(event)}`,
  'information.published': (event) => `published the information for patients${inStudy(event)}`,
  'patient.created': (event) => `added the patient ${event.patient?.name ?? '(erased)'}`,
  'patient.viewed': (event) =>
    event.patient
      ? `opened the page of ${event.patient.name}`
      : `opened the list of patients${byEmergency(event)}`,
  'enrollment.created': (event) => `enrolled ${event.patient?.name ?? 'a patient'}${inStudy(event)}`,
  'enrollment.activated': (event) => `made the enrollment active${ofPatient(event)}${inStudy(event)}`,
  'enrollment.withdrawn': (event) => `ended the enrollment${ofPatient(event)}${inStudy(event)}`,
  'data-group.created': aboutPatient('made the key pair for the readings'),
  'device.added': aboutPatient('added a device'),
  'device.revoked': aboutPatient('revoked a device'),
  'device.key-set': aboutPatient('set the signing key of a device'),
  'public-keyset.read': aboutPatient('fetched the public key for the readings'),
  'consent.granted': answered('allowed'),
  'consent.declined': answered('declined to share'),
  'consent.stopped': answered('stopped sharing'),
  'consent.paused': answered('paused sharing'),
  'consent.resumed': answered('resumed sharing'),
  'consent.confirmed': aboutPatient('confirmed an answer recorded on behalf'),
  'consent.disputed': aboutPatient('disputed an answer recorded on behalf'),
  'consent.recorded': answered('recorded an answer about'),
  'receipt.issued': aboutPatient('issued a receipt'),
  'receipt.read': aboutPatient('read a receipt'),
  'observations.uploaded': (event) => `uploaded ${readings(event)}${ofPatient(event)}${inStudy(event)}`,
  'observations.released': (event) =>
    `opened ${readings(event)}${ofPatient(event)}${inStudy(event)}${byEmergency(event)}`,
  'observations.exported': (event) =>
    `exported ${readings(event)}${ofPatient(event)}${inStudy(event)}${forPurpose(event)}`,
  'views.read': fixed('read who viewed their data'),
  'view.questioned': aboutPatient('questioned a view of their data'),
  'audit.read': (event) => `read ${event.count ?? 0} events of this log`,
  'audit.verified': fixed('verified this log'),
  'emergency.requested': (event) => `asked for emergency access to the study${named(event)}`,
  'emergency.approved': (event) => `approved emergency access to the study${named(event)}`,
  'emergency.declined': (event) => `declined emergency access to the study${named(event)}`,
  'emergency.ended': (event) => `ended emergency access to the study${named(event)}`,
  'access.refused': (event) =>
    `tried to ${operationWords(event.operation)}${ofPatient(event)}${inStudy(event)}`,
};

export function sentenceOf(event: ListedEvent): string {
  const words = isKnown(event.action) ? SENTENCES[event.action](event) : event.action;
  const wasTried = event.outcome !== 'success' && event.action.startsWith('observations.');
  const sentence = wasTried
    ? `tried to ${words
        .replace(/^opened/, 'open')
        .replace(/^exported/, 'export')
        .replace(/^uploaded/, 'upload')}`
    : words;
  return event.onBehalfOf === null ? sentence : `${sentence}, on behalf of ${event.onBehalfOf}`;
}

/** A short name of an action, for a filter. */
export function actionLabel(action: AuditAction): string {
  const [noun = '', verb = ''] = action.split('.');
  const text = `${noun} ${verb}`.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function isKnown(action: string): action is AuditAction {
  return (AUDIT_ACTIONS as readonly string[]).includes(action);
}

function readings({ count, outcome, scopes }: ListedEvent): string {
  const noun = count === 1 ? 'reading' : 'readings';
  const kinds = scopes.length === 0 ? '' : `${scopes.join(', ').toLowerCase()} `;
  return outcome === 'success' ? `${(count ?? 0).toLocaleString('en')} ${kinds}${noun}` : `${kinds}readings`;
}

function scopesOf({ scopes }: ListedEvent): string {
  return scopes.length === 0 ? 'data' : scopes.join(', ').toLowerCase();
}

function ofPatient({ patient, actor }: ListedEvent): string {
  if (!patient) return '';
  return actor.kind === 'patient' ? '' : ` of ${patient.name}`;
}

function inStudy({ study }: ListedEvent): string {
  return study?.name ? ` in ${study.name}` : '';
}

function named({ study, resource }: ListedEvent): string {
  const name = study?.name ?? resource?.name;
  return name ? ` ${name}` : '';
}

/** Reads of a super admin under an emergency access carry its id. */
function byEmergency({ resource }: ListedEvent): string {
  return resource?.kind === 'emergency-access' ? ', by emergency access' : '';
}

function forPurpose({ purpose }: ListedEvent): string {
  return purpose === null ? '' : ` for ${purpose.replaceAll('-', ' ')}`;
}
