import { execute } from '@/lib/command';
import { toBase64Url } from '@/lib/crypto/bytes';
import type { Aead } from '@/lib/crypto/aead';
import { prisma } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/transaction';
import { createStudyKey as makeStudyKey, studyKeyAead, wrapStudyKey } from '@/lib/keys/custody';
import { createStudyKey } from '@/lib/keys/key-commands';
import { colleaguesOf } from '@/lib/keys/user-key-store';
import { addScopeRequest } from '@/lib/studies/scope-request-commands';
import { changeStudyState, createStudy, publishInformation } from '@/lib/studies/study-commands';
import { setDataSources, setRetention } from '@/lib/studies/study-settings-commands';
import type { Player } from './accounts';
import { daysAgo } from './seed-clock';

export type SeededStudy = {
  id: string;
  organizationId: string;
  key: Aead;
  scopes: string[];
  information: number;
};

type Ask = { scope: string; reason: string; required?: boolean };
export type StudyScript = {
  organizationId: string;
  name: string;
  purpose: string;
  contact: string;
  ethicsNumber: string;
  texts: { en: string; es: string }[];
  asks: Ask[];
  isOpen: boolean;
  /** Names of the catalogue. */
  sources?: string[];
};

/** A study from its first name to its first key, each step the command a manager's browser would call. */
export async function playStudy(manager: Player, script: StudyScript): Promise<SeededStudy> {
  const { organizationId, name, purpose, contact, ethicsNumber, texts, asks, isOpen, sources = [] } = script;
  const { principal } = manager;
  const { id } = await execute(createStudy, principal, {
    organizationId,
    name,
    purpose,
    contact,
    ethicsNumber,
  });
  for (const { scope, reason, required = false } of asks) {
    await execute(addScopeRequest, principal, {
      studyId: id,
      scopeCode: scope,
      reason,
      isRequired: required,
    });
  }
  let information = 0;
  for (const text of texts) {
    information = (await execute(publishInformation, principal, { studyId: id, ...text })).version;
  }
  await execute(setDataSources, principal, { studyId: id, dataSourceIds: await sourcesNamed(sources) });
  if (isOpen)
    await execute(setRetention, principal, { studyId: id, retentionUntil: dayOf(daysAgo(-KEPT_DAYS)) });
  const key = await giveKey(manager, organizationId, id);
  if (isOpen) await execute(changeStudyState, principal, { studyId: id, state: 'active' });
  return { id, organizationId, key, scopes: asks.map(({ scope }) => scope), information };
}

const KEPT_DAYS = 3 * 365;

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

async function sourcesNamed(names: string[]): Promise<string[]> {
  const rows = await prisma().dataSource.findMany({ where: { name: { in: names } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** The study key, sealed for everyone who may read. */
async function giveKey({ principal, keys }: Player, organizationId: string, studyId: string): Promise<Aead> {
  if (!keys) throw new Error('whoever makes a study key needs keys');
  const { studyKey, commitment } = await makeStudyKey();
  const colleagues = await inTransaction(principal.userId, (tx) => colleaguesOf(tx, organizationId));
  const wraps = [];
  for (const colleague of colleagues) {
    const wrap = await wrapStudyKey(studyKey, { organizationId, studyId, epoch: 1 }, colleague, keys);
    wraps.push({
      memberUserId: wrap.memberUserId,
      memberKeyVersion: wrap.memberKeyVersion,
      wrappedBlob: toBase64Url(wrap.wrappedBlob),
      wrapperSignature: toBase64Url(wrap.wrapperSignature),
    });
  }
  await execute(createStudyKey, principal, { studyId, epoch: 1, commitment: toBase64Url(commitment), wraps });
  return studyKeyAead(studyKey);
}
