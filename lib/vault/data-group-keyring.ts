import type { Aead } from '@/lib/crypto/aead';
import type { Bytes } from '@/lib/crypto/bytes';
import type { HybridDecrypter } from '@/lib/crypto/hybrid';
import { openDek, type OpeningDek } from '@/lib/crypto/sealing';
import { openDataGroupKey, type SealedStudyKey } from '@/lib/keys/custody';
import { CustodyError } from '@/lib/keys/custody-error';
import type { PatientDataKeys } from '@/lib/keys/key-bundles';
import type { WrappedDek } from '@/lib/observations/observation-frames';
import type { FailedObservation } from './vault-protocol';

/** Why an observation stays closed, when it is not the observation's own fault. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';

  constructor(readonly reason: FailedObservation['reason']) {
    super(reason);
  }
}

/** The private keys of one data group that the reader can open, by the key id in front of each wrapped DEK. */
export class DataGroupKeyring {
  readonly #deks: Map<string, WrappedDek>;
  readonly #opened = new Map<string, Promise<OpeningDek>>();

  private constructor(
    private readonly dataGroupId: string,
    private readonly decrypters: ReadonlyMap<number, HybridDecrypter>,
    deks: readonly WrappedDek[],
  ) {
    this.#deks = new Map(deks.map((dek) => [dek.dekId, dek]));
  }

  /** @throws CustodyError `forged-wrap`, `replaced-study-key`: somebody interfered, and nothing should be shown */
  static async open(
    keys: PatientDataKeys,
    deks: readonly WrappedDek[],
    studyKey: (sealed: SealedStudyKey) => Promise<Aead>,
  ): Promise<DataGroupKeyring> {
    const { dataGroupId } = keys;
    const decrypters = new Map<number, HybridDecrypter>();
    for (const record of dataGroupId === null ? [] : keys.dataGroupKeys) {
      const sealed = keys.sealedStudyKeys.find(({ epoch }) => epoch === record.epoch);
      if (!sealed) continue;
      const decrypter = await orNullIfClosed(
        studyKey(sealed).then((aead) => openDataGroupKey(aead, dataGroupId ?? '', record)),
      );
      if (decrypter) decrypters.set(record.tinkKeyId, decrypter);
    }
    return new DataGroupKeyring(dataGroupId ?? '', decrypters, deks);
  }

  /** The DEK's name in its upload, which the signature covers. */
  dekRefOf(dekId: string): string | null {
    return this.#deks.get(dekId)?.dekRef ?? null;
  }

  /** One ECDH for each DEK, whatever the number of observations under it. @throws KeyMissing, CryptoError */
  dek(dekId: string): Promise<OpeningDek> {
    const opening = this.#opened.get(dekId) ?? this.#openDek(dekId);
    this.#opened.set(dekId, opening);
    return opening;
  }

  async #openDek(dekId: string): Promise<OpeningDek> {
    const dek = this.#deks.get(dekId);
    if (!dek) throw new KeyMissing('damaged');
    const decrypter = this.decrypters.get(keyIdOf(dek.wrapped));
    if (!decrypter) throw new KeyMissing('no-key');
    return openDek(decrypter, dek.wrapped, dek.dekRef, this.dataGroupId);
  }
}

/** Tink's output prefix: 01 and the key id; 0, which no key has, when there is none. */
function keyIdOf(wrapped: Bytes): number {
  if (wrapped.length < 5 || wrapped[0] !== 1) return 0;
  return new DataView(wrapped.buffer, wrapped.byteOffset).getUint32(1);
}

async function orNullIfClosed<R>(opening: Promise<R>): Promise<R | null> {
  try {
    return await opening;
  } catch (error) {
    const isHarmless =
      error instanceof CustodyError && (error.code === 'no-key' || error.code === 'damaged-data-group-key');
    if (isHarmless) return null;
    throw error;
  }
}
