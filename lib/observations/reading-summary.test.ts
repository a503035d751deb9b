import { expect, test } from 'vitest';
import { chartScale } from './reading-chart';
import { summarySentence } from './reading-summary';

const glucoseOf = (value: number, unit = 'mg/dL') => ({ measures: [{ name: 'blood_glucose', value, unit }] });
const sentence = (unit: 'mg/dL' | 'mmol/L', readings: ReturnType<typeof glucoseOf>[]) =>
  summarySentence('omh:blood-glucose:4.0', chartScale('omh:blood-glucose:4.0', unit), readings, 'en');

test('glucose: median, share in range and lows, with both ends of the range in it', () => {
  const readings = [60, 70, 148, 180, 181].map((value) => glucoseOf(value));
  expect(sentence('mg/dL', readings)).toBe('Median 148 mg/dL; 60 % in range 70–180; 1 reading under 70');
  expect(sentence('mmol/L', readings)).toBe('Median 8.2 mmol/L; 60 % in range 3.9–10.0; 1 reading under 3.9');
});

test('a reading does not change sides with the unit it is shown in', () => {
  const readings = [3.89, 3.9, 10, 10.01].map((value) => glucoseOf(value, 'mmol/L'));
  expect(sentence('mmol/L', readings)).toContain('50 % in range 3.9–10.0; 1 reading under 3.9');
  expect(sentence('mg/dL', readings)).toContain('50 % in range 70–180; 1 reading under 70');
});

test('blood pressure has two medians, and its lowest and highest', () => {
  const pressure = (systolic: number, diastolic: number) => ({
    measures: [
      { name: 'systolic_blood_pressure', value: systolic, unit: 'mmHg' },
      { name: 'diastolic_blood_pressure', value: diastolic, unit: 'mmHg' },
    ],
  });
  const scope = 'omh:blood-pressure:4.0';
  const readings = [pressure(120, 80), pressure(140, 70)];
  expect(summarySentence(scope, chartScale(scope, 'mg/dL'), readings, 'en')).toBe(
    'Median 130/75 mmHg; from 70 to 140',
  );
});

test.each([
  ['F', 98.6, 37],
  ['K', 310.15, 37],
  ['C', 37, 37],
])('a temperature in %s is shown in Celsius', (unit, value, celsius) => {
  const scale = chartScale('omh:body-temperature:4.0', 'mg/dL');
  expect(scale.valueOf({ name: 'body_temperature', value, unit })).toBeCloseTo(celsius);
});

test('nothing is said of nothing', () => {
  expect(sentence('mg/dL', [])).toBe('No readings in this time.');
});
