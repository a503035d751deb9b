const EXAMPLES = {
  'omh:blood-glucose': 'exampleGlucose',
  'omh:heart-rate': 'exampleHeart',
  'omh:blood-pressure': 'examplePressure',
  'omh:oxygen-saturation': 'exampleOxygen',
  'omh:body-temperature': 'exampleTemperature',
  'omh:step-count': 'exampleSteps',
  'omh:sleep-duration': 'exampleSleep',
} as const;

/** How one reading of it looks, as a key of the messages, whatever the version of the schema; null: nobody wrote one yet. */
export function exampleKey(scopeCode: string): (typeof EXAMPLES)[keyof typeof EXAMPLES] | null {
  const kind = scopeCode.slice(0, scopeCode.lastIndexOf(':'));
  return kind in EXAMPLES ? EXAMPLES[kind as keyof typeof EXAMPLES] : null;
}
