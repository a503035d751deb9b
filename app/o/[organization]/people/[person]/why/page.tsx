import type { Metadata } from 'next';
import { LayerList } from '@/components/people/layer-list';
import { sourceOf } from '@/components/people/person-words';
import { WhyForm } from '@/components/people/why-form';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { readWhyPage } from '@/lib/people/access-question-queries';
import { readPersonAccess } from '@/lib/people/person-queries';
import { WhyFilter } from '@/lib/people/person-schema';

export const metadata: Metadata = { title: 'Why can this person see this?' };

export default async function WhyPage({
  params,
  searchParams,
}: PageProps<'/o/[organization]/people/[person]/why'>) {
  const { organization: organizationId, person: personId } = await params;
  const filter = WhyFilter.parse(await searchParams);
  const page = await readWhyPage(organizationId, personId, filter);
  const source = sourceOf(await readPersonAccess(organizationId, personId), organizationId);
  const { answer, person } = page;
  return (
    <>
      <WhyForm page={page} filter={filter} />
      {answer && (
        <div className="max-w-[60rem] space-y-4">
          <Callout tone={answer.refusedBy === null ? 'success' : 'info'}>
            <bdi>{person.name}</bdi>{' '}
            {answer.refusedBy === null ? 'can open these readings now.' : 'cannot open these readings now.'}
            {answer.refusedBy === null && ' They still need the study’s key, which a colleague shares.'}
          </Callout>
          <Card title="The six layers" description="Asked now, by the same rules that judge each read.">
            <LayerList answer={answer} source={source} />
          </Card>
        </div>
      )}
    </>
  );
}
