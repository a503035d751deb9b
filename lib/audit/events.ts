import { z } from 'zod';

/** Everything that can be on record. Past tense, noun.verb; a new act gets a line here before it can happen. */
export const AUDIT_ACTIONS = [
  'session.started',
  'session.ended',
  'session.refused',
  'vault.unlocked',
  'vault.locked',
  'account.created',
  'account.changed',
  'key.created',
  'key.wrapped',
  'key.read',
  'slot.added',
  'slot.removed',
  'slot.read',
  'organization.created',
  'organization.changed',
  'membership.created',
  'membership.changed',
  'membership.removed',
  'invitation.sent',
  'invitation.opened',
  'invitation.code-sent',
  'invitation.accepted',
  'invitation.refused',
  'invitation.revoked',
  'study.created',
  'study.changed',
  'study.state-changed',
  'scope-request.created',
  'scope-request.changed',
  'information.published',
  'patient.created',
  'patient.viewed',
  'enrollment.created',
  'enrollment.activated',
  'enrollment.withdrawn',
  'data-group.created',
  'device.added',
  'device.revoked',
  'device.key-set',
  'public-keyset.read',
  'consent.granted',
  'consent.declined',
  'consent.stopped',
  'consent.paused',
  'consent.resumed',
  'consent.confirmed',
  'consent.disputed',
  'consent.recorded',
  'receipt.issued',
  'receipt.read',
  'observations.uploaded',
  'observations.released',
  'observations.exported',
  'views.read',
  'view.questioned',
  'audit.read',
  'audit.verified',
  'access.refused',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

const Id = z.uuid();

/** Ids and enums only: health data, names and free text have no field to land in, and an extra field is refused. */
export const AuditEvent = z.strictObject({
  type: z.enum(AUDIT_ACTIONS),
  patientId: Id.optional(),
  studyId: Id.optional(),
  scopeIds: z.array(z.int()).max(64).optional(),
  resource: z
    .strictObject({
      kind: z.enum([
        'account',
        'session',
        'organization',
        'membership',
        'invitation',
        'study',
        'enrollment',
        'data-group',
        'device',
        'decision',
        'batch',
        'user-key',
        'unlock-slot',
        'study-key',
        'scope-request',
        'event',
        'checkpoint',
      ]),
      id: Id,
    })
    .optional(),
  n: z.int().min(0).optional(),
  firstId: z.int().optional(),
  lastId: z.int().optional(),
  purpose: z.enum(['care', 'research', 'quality', 'audit', 'patient-request']).optional(),
  onBehalfOf: Id.optional(),
  /** For access.refused: the operation that was refused, e.g. study.create. */
  operation: z
    .string()
    .regex(/^[a-z-]+\.[a-z-]+$/)
    .optional(),
});
export type AuditEvent = z.output<typeof AuditEvent>;
