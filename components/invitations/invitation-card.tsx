'use client';
import { createPortal } from 'react-dom';
import type { PatientCard } from '@/lib/invitations/invitation';
import { QrCode } from './qr-code';

type Props = { card: PatientCard; link: string };

/** On paper only: what a patient takes home from the clinic. It stands beside the page, so that the page can be left out. */
export function InvitationCard({ card: { locale, title, from, steps, notes, typed }, link }: Props) {
  return createPortal(
    <article lang={locale} className="print-sheet">
      <div className="mx-auto w-[150mm] space-y-[5mm] rounded-lg border border-line p-[8mm] text-[12pt] leading-normal text-ink">
        <header>
          <p>
            <bdi>{from}</bdi>
          </p>
          <h1 className="text-[18pt] leading-tight font-semibold">
            <bdi>{title}</bdi>
          </h1>
        </header>
        <div className="flex items-start gap-[6mm]">
          <div className="shrink-0">
            <QrCode text={link} label={title} />
          </div>
          <ol className="list-decimal space-y-[2mm] pl-[6mm]">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
        <div className="space-y-[2mm]">
          {notes.map((note) => (
            <p key={note}>
              <bdi>{note}</bdi>
            </p>
          ))}
        </div>
        <p className="text-[9pt]">
          {typed} <span className="font-mono break-all">{link}</span>
        </p>
      </div>
    </article>,
    document.body,
  );
}
