'use client';
import dynamic from 'next/dynamic';
import { useSearchParams } from 'next/navigation';
import { useMemo, useState } from 'react';
import { Callout } from '@/components/ui/callout';
import type { ConsentMatrix } from '@/lib/consents/consent-matrix';
import { MatrixControls } from './matrix-controls';
import { keepFilter, NO_FILTER, readFilter, rowsShown, type MatrixFilter } from './matrix-filter';
import { MatrixSummary } from './matrix-summary';
import { MatrixTable, type ChosenCell } from './matrix-table';

// Needed after a press only.
const CellDrawer = dynamic(() => import('./cell-drawer').then((module) => module.CellDrawer), { ssr: false });

type Props = { organizationId: string; studyId: string; matrix: ConsentMatrix };

/** The matrix with what can be asked of it. Filtering is done here: every row is in the page already. */
export function ConsentMatrixView({ organizationId, studyId, matrix }: Props) {
  const { filter, setFilter } = useFilter(matrix);
  const [chosen, setChosen] = useState<ChosenCell | null>(null);
  const rows = useMemo(() => rowsShown(matrix, filter), [matrix, filter]);
  return (
    <>
      <MatrixControls
        studyId={studyId}
        matrix={matrix}
        filter={filter}
        onChange={setFilter}
        shown={rows.length}
      />
      {matrix.isCut && (
        <Callout tone="info" className="mb-3">
          These are the first {matrix.rows.length.toLocaleString('en')} patients by name. Export the matrix
          for all of them.
        </Callout>
      )}
      <MatrixSummary matrix={matrix} />
      <MatrixTable
        organizationId={organizationId}
        matrix={matrix}
        rows={rows}
        onChoose={setChosen}
        onShowAll={() => setFilter(NO_FILTER)}
      />
      {chosen && (
        <CellDrawer
          organizationId={organizationId}
          studyId={studyId}
          matrix={matrix}
          chosen={chosen}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

/** In the address as well, so that it can be sent on and comes back with the back button; without asking the server again. */
function useFilter({ scopes }: ConsentMatrix) {
  const query = useSearchParams();
  const [filter, set] = useState<MatrixFilter>(() => readFilter(query, scopes));
  const setFilter = (next: MatrixFilter) => {
    set(next);
    keepFilter(next);
  };
  return { filter, setFilter };
}
