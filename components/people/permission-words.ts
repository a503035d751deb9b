import type { RolePermission } from '@/lib/authorization/permissions';

/** What each permission is called. A permission without a line here does not compile. */
export const PERMISSION_WORDS: Record<RolePermission, string> = {
  'organization.read': 'See the organization, its tree and this table',
  'organization.manage': 'Create, rename, move and archive organizations below',
  'person.read': 'See who has which role',
  'person.manage': 'Invite and remove people, change roles, set end dates',
  'study.read': 'See studies and what they ask for',
  'study.manage': 'Create, change, open, pause and close studies',
  'patient.read': 'See patients and their studies',
  'patient.manage': 'Add patients and change their details',
  'enrollment.invite': 'Enroll patients and invite them to a study',
  'enrollment.manage': 'Withdraw patients and take back their invitations',
  'consent.read': 'See what patients answered, and its history',
  'consent.record': 'Record a patient’s answer on their behalf',
  'observation.read': 'Open readings that the patient shares',
  'observation.export': 'Export readings that the patient shares, with a purpose',
  'key.read': 'Receive study keys',
  'key.grant': 'Share study keys with colleagues',
  'audit.read': 'Read, verify and export the audit log',
  'emergency.decide': 'Approve, decline and end emergency accesses of system administrators',
};
