import { type Bytes, be32, concat, fromHex } from '@/lib/crypto/bytes';
import type {
  ObservationBlocks,
  SealedObservation,
  UploadBatch,
  WrappedDek,
} from '@/lib/observations/observation-frames';

/** What the SQL function gate_read packs, for tests and benchmarks that have no database. */
export function packedFrames(
  observations: readonly SealedObservation[],
  deks: readonly WrappedDek[],
  batches: readonly UploadBatch[],
): ObservationBlocks {
  return {
    observations: joined(observations, ofObservation),
    deks: joined(deks, ofDek),
    batches: joined(batches, ofBatch),
  };
}

function joined<Frame>(frames: readonly Frame[], pack: (frame: Frame) => Bytes): Bytes {
  return concat(...frames.map(pack));
}

function ofObservation(frame: SealedObservation): Bytes {
  const { clientObservationId, effectiveAt, dataSourceId, batchId, dekId, content } = frame;
  return concat(
    uuid(clientObservationId),
    be64(effectiveAt),
    uuid(dataSourceId),
    uuid(batchId),
    be64(dekId),
    sized(content),
  );
}

function ofDek({ dekId, dekRef, wrapped }: WrappedDek): Bytes {
  return concat(be64(dekId), uuid(dekRef), sized(wrapped));
}

function ofBatch({ batchId, clientBatchId, deviceId, manifest, signature }: UploadBatch): Bytes {
  const ids = concat(uuid(batchId), uuid(clientBatchId), uuid(deviceId));
  return concat(ids, sized(manifest), sized(signature ?? new Uint8Array(0)));
}

const uuid = (id: string) => fromHex(id.replaceAll('-', ''));
const sized = (bytes: Bytes) => concat(be32(bytes.length), bytes);

function be64(value: number | string): Bytes {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigInt64(0, BigInt(value));
  return new Uint8Array(view.buffer);
}
