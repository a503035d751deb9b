import type { SharedStudy } from '@/lib/consents/consent';
import type { Locale } from '@/lib/i18n/locale';
import type { InformationRow, StudyOverview } from './study';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The study as a patient has it who has just joined and answered nothing. It belongs to nobody: no answer could be stored. */
export function previewOf(study: StudyOverview, locale: Locale): SharedStudy {
  const text = informationIn(study.information, locale);
  return {
    enrollmentId: NOBODY,
    studyId: study.id,
    studyName: study.name,
    purpose: study.purpose,
    contact: study.contact,
    organizationName: study.organizationName,
    studyState: 'active',
    enrollmentState: 'active',
    information: text,
    scopes: study.requests.map(({ scope, reason, isRequired, version }) => ({
      scopeId: scope.id,
      scopeCode: scope.code,
      name: scope.name,
      plainName: { en: scope.plainNameEn, es: scope.plainNameEs },
      reason,
      required: isRequired,
      requestVersion: version,
      state: 'pending',
      decisionId: null,
      decidedAt: null,
      endsAt: null,
      askedAgainAt: null,
      before: null,
      informationBefore: null,
      onBehalf: null,
    })),
  };
}

/** The newest version, in the reader's language when it was written in it. */
export function informationIn(rows: readonly InformationRow[], locale: Locale): InformationRow | null {
  const newest = rows.filter(({ version }) => version === rows[0]?.version);
  return newest.find(({ language }) => language === locale) ?? newest[0] ?? null;
}
