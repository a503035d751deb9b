import type { EnrollmentState } from '@/lib/authorization/question';

export const ENROLLMENT_WORDS: Record<EnrollmentState, string> = {
  invited: 'Invited',
  active: 'Active',
  withdrawn: 'Withdrawn',
  completed: 'Completed',
};
