import type { LayerName } from '@/lib/authorization/policy';
import type { AccessAnswer } from '@/lib/people/access-question';

export const LAYER_TITLES: Record<LayerName, string> = {
  authentication: 'Signed in',
  'user-type': 'Kind of account',
  'organization-membership': 'Role in the organization',
  'study-enrollment': 'Patient in the study',
  consent: 'Consent of the patient',
  'role-permission': 'What the role allows',
};

type Words = (about: AccessAnswer['about'], source: string | null) => string;

const USER_TYPES = {
  practitioner: 'A practitioner.',
  patient: 'A patient.',
  super_admin: 'A super admin.',
  client: 'A program.',
} as const;

/** What a layer found. Why it refuses is the policy's own sentence and stands beside this. */
export const LAYER_FINDS: Record<LayerName, Words> = {
  authentication: ({ isSuspended }) => (isSuspended ? 'The account is suspended.' : 'The account works.'),
  'user-type': ({ userType }) => USER_TYPES[userType],
  'organization-membership': ({ role }, source) =>
    role === null ? 'No role.' : source === null ? `A ${role} here.` : `A ${role}, ${source}.`,
  'study-enrollment': ({ studyState, enrollmentState }) =>
    `The study is ${studyState ?? 'not there'}; the enrollment is ${enrollmentState ?? 'not there'}.`,
  consent: ({ consent }) =>
    consent === null
      ? 'No answer yet.'
      : `The answer is ${consent.state}${consent.endsAt === null ? '' : `, until ${consent.endsAt.slice(0, 10)}`}.`,
  'role-permission': ({ role }) => (role === null ? 'No role.' : `A ${role} may open what is shared.`),
};
