/** What a newcomer to the demo can try; audit.steps_taken() tells which of them are done. */
export const TOUR_STEPS = ['sharing', 'chart', 'stop', 'log', 'verify'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

/** Set by the browser of somebody who does not want to see the tour any more. */
export const TOUR_COOKIE = 'tour';
