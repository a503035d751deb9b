/** What an emergency access is now. Pending and running ones are open; nothing becomes of the others. */
export type EmergencyState = 'pending' | 'running' | 'declined' | 'ended' | 'over' | 'lapsed';

export const LONGEST_MINUTES = 60;
export const SHORTEST_REASON = 20;
export const LONGEST_REASON = 500;

export type Emergency = {
  id: string;
  state: EmergencyState;
  organizationId: string;
  organizationName: string;
  studyId: string;
  studyName: string;
  reason: string;
  minutes: number;
  requestedBy: string;
  requesterName: string;
  requestedAt: Date;
  /** Who approved or declined it. */
  deciderName: string | null;
  decidedAt: Date | null;
  /** Only of one that was approved. */
  endsAt: Date | null;
  /** Who ended it before its time. */
  enderName: string | null;
  endedAt: Date | null;
};

/** A study that an emergency access can be asked for. */
export type EmergencyStudy = { studyId: string; studyName: string; organizationPath: string[] };

export type EmergencyScope = { code: string; name: string; readings: number };
/** An enrolled patient as the requester sees them: no name, and another pseudonym in each emergency access. */
export type EmergencyPatient = { patientId: string; pseudonym: string; scopes: EmergencyScope[] };

export function isOpen({ state }: Pick<Emergency, 'state'>): boolean {
  return state === 'pending' || state === 'running';
}
