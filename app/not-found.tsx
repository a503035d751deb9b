import { SearchX } from 'lucide-react';
import { ProblemPage } from '@/components/layout/problem-page';

export const metadata = { title: 'Not found' };

/** The same words for "is not there" and "is not yours": the difference would be a fact about somebody. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-[40rem] py-16">
      <ProblemPage kind="notFound" icon={<SearchX />} />
    </main>
  );
}
