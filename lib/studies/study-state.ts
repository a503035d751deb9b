import type { StudyState } from '@/lib/authorization/question';

/** One step of a study's life, and what a manager is told before taking it. */
export type StudyStep = {
  to: StudyState;
  /** What the button says. */
  label: string;
  consequences: readonly string[];
  /** There is no way back: whoever takes it writes the study's name first. */
  isFinal: boolean;
};

const ARCHIVED =
  'Nobody can read the data any more. When its retention date has passed, the data is removed.';

/** The same steps as the trigger study_state_step in the database; a test holds the two together. */
export const STUDY_STEPS: Record<StudyState, readonly StudyStep[]> = {
  draft: [
    {
      to: 'active',
      label: 'Open the study',
      isFinal: false,
      consequences: [
        'Patients can be invited, and those who accept are asked for the kinds of data below.',
        'Phones can send readings. What a patient does not share stays closed to everybody.',
      ],
    },
    {
      to: 'archived',
      label: 'Archive',
      isFinal: true,
      consequences: ['The study leaves the list. It cannot be opened again.'],
    },
  ],
  active: [
    {
      to: 'paused',
      label: 'Pause',
      isFinal: false,
      consequences: [
        'No new invitations, and no new readings are taken.',
        'Shared readings can still be opened. Patients can still stop sharing.',
      ],
    },
    {
      to: 'closed',
      label: 'Close',
      isFinal: true,
      consequences: [
        'No new invitations and no new readings, for good.',
        'Shared readings can be opened until the retention date. Patients can still stop sharing.',
      ],
    },
  ],
  paused: [
    {
      to: 'active',
      label: 'Open again',
      isFinal: false,
      consequences: ['Invitations and uploads go on where they were stopped.'],
    },
    {
      to: 'closed',
      label: 'Close',
      isFinal: true,
      consequences: [
        'The study cannot be opened again. Invitations that were not answered yet stop working.',
        'Shared readings can be opened until the retention date.',
      ],
    },
  ],
  closed: [{ to: 'archived', label: 'Archive', isFinal: true, consequences: [ARCHIVED] }],
  archived: [],
};

/** What a step means for the people who are in the study now. */
export type StudyImpact = {
  takingPart: number;
  sharing: number;
  /** Sent and not answered. */
  openInvitations: number;
};

/** The same consequences in numbers, where there are any: what a manager would otherwise have to look up. */
export function impactOf(to: StudyState, { takingPart, sharing, openInvitations }: StudyImpact): string[] {
  const invitations =
    openInvitations === 0
      ? []
      : [`${counted(openInvitations, 'invitation')} not answered yet: ${WAITING[to]}`];
  const patients = takingPart === 0 ? [] : [`${takesPart(takingPart)}. Sharing data now: ${sharing}.`];
  if (to === 'draft' || to === 'active') return openInvitations === 0 ? [] : invitations;
  return [...patients, ...invitations];
}

const WAITING: Record<StudyState, string> = {
  draft: '',
  active: 'the links work again.',
  paused: 'the links wait until the study is open again.',
  closed: 'the links stop working.',
  archived: 'the links stop working.',
};

/** "1 patient takes part", "12 patients take part". */
export function takesPart(n: number): string {
  return `${counted(n, 'patient')} ${n === 1 ? 'takes' : 'take'} part`;
}

export function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

export function stepTo(from: StudyState, to: StudyState): StudyStep | null {
  return STUDY_STEPS[from].find((step) => step.to === to) ?? null;
}

/** What has to be there before the first patient is asked. */
export type SetUp = { hasPurpose: boolean; scopeRequests: number; hasKey: boolean; hasInformation: boolean };

/** What is still missing for opening the study, in the order in which people do it. Empty: it can be opened. */
export function missingForOpening({ hasPurpose, scopeRequests, hasKey }: SetUp): string[] {
  return [
    ...(hasPurpose ? [] : ['Write the purpose in plain words.']),
    ...(scopeRequests > 0 ? [] : ['Ask for at least one kind of data.']),
    ...(hasKey ? [] : ['Make the study key.']),
  ];
}
