/** An event as the log shows it: the recorded ids, and the names that belong to them today. */
export type ListedEvent = {
  id: string;
  /** Microseconds and UTC, as recorded. */
  at: string;
  organization: { id: string; name: string | null };
  actor: { id: string; kind: string; name: string | null; role: string | null };
  onBehalfOf: string | null;
  sessionId: string | null;
  requestId: string;
  action: string;
  /** Of a refused act: what was attempted. */
  operation: string | null;
  outcome: string;
  layer: string | null;
  patient: { id: string; name: string } | null;
  study: { id: string; name: string | null } | null;
  scopes: string[];
  resource: { kind: string; id: string; name: string | null } | null;
  count: number | null;
  purpose: string | null;
  /** What was hashed, and where it stands; without a position it waits for its seal. */
  body: string;
  commitment: string;
  seal: { leafIndex: number; leafHash: string } | null;
};
