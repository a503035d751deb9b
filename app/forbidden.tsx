import { ShieldX } from 'lucide-react';
import { ProblemPage } from '@/components/layout/problem-page';

export const metadata = { title: 'No access' };

/** For people who may know that the thing exists: their role, or the patient's consent, does not reach so far. */
export default function Forbidden() {
  return (
    <div className="mx-auto max-w-[40rem] py-16">
      <ProblemPage kind="forbidden" icon={<ShieldX />} />
    </div>
  );
}
