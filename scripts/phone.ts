import { setTimeout as sleep } from 'node:timers/promises';
import { keysetFromJson } from '@/lib/crypto/keyset';
import type { Signer } from '@/lib/crypto/signature';
import { sealUpload } from '@/lib/observations/sealed-upload';
import { runCommand } from './lifetime.ts';
import { PhoneApi, ScopeNotAsked, type Stored } from './phone/phone-api.ts';
import { deviceSigner } from './phone/phone-key.ts';
import { readSensor, SENSORS, type SensorReading } from './phone/phone-readings.ts';
import { readPhoneSettings, type PhoneSettings } from './phone/phone-settings.ts';

/** `npm run phone`: a patient's phone, written against the public API as any third party would write it. */
await runCommand(async () => {
  const settings = readPhoneSettings(process.argv.slice(2));
  if (!settings) return 0;
  const api = new PhoneApi(settings);
  const signer = await deviceSigner(api, settings);
  console.log(`Sealing for data group ${settings.dataGroupId} at ${settings.server}. Stop with Ctrl-C.`);
  await play(settings, api, signer);
  return 0;
}, 0);

async function play(settings: PhoneSettings, api: PhoneApi, signer: Signer): Promise<void> {
  let sensors = [...SENSORS];
  for (let round = 1; settings.count === null || round <= settings.count; round++) {
    for (const sensor of sensors) {
      const reading = readSensor(sensor, Date.now());
      try {
        tell(reading, await send(settings, api, signer, reading));
      } catch (error) {
        if (!(error instanceof ScopeNotAsked)) throw error;
        console.log(`The study does not ask for ${sensor.name}; leaving it out.`);
        sensors = sensors.filter((each) => each !== sensor);
      }
    }
    if (sensors.length === 0) return;
    if (round !== settings.count) await sleep(settings.everyMs);
  }
}

/** The key is asked for each time: after a rotation the next reading is sealed for the new one. */
async function send(
  { dataGroupId }: PhoneSettings,
  api: PhoneApi,
  signer: Signer,
  { observation }: SensorReading,
): Promise<Stored> {
  const publicKeyset = keysetFromJson(await api.publicKeyset());
  const upload = await sealUpload({
    publicKeyset,
    dataGroupId,
    observations: [observation],
    deks: 'batch',
    signer,
  });
  return api.upload(upload);
}

function tell({ words }: SensorReading, { accepted, duplicates }: Stored): void {
  const time = new Date().toTimeString().slice(0, 8);
  console.log(
    `${time}  ${words}: sealed, signed, ${accepted === 1 ? 'stored' : `known already (${duplicates})`}`,
  );
}
