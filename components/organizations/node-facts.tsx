import { KeyValue, type KeyValueItem } from '@/components/ui/key-value';
import { Time } from '@/components/ui/time';
import type { OrganizationNode } from '@/lib/organizations/organization-node';
import { hangingWords } from './hanging-words';

/** For whoever may look and not change. */
export function NodeFacts({ node }: { node: OrganizationNode }) {
  const hanging = hangingWords(node.hangingOn);
  const items: KeyValueItem[] = [
    { label: 'Kind', value: node.type },
    ...(node.parent ? [{ label: 'Below', value: <bdi>{node.parent.name}</bdi> }] : []),
    { label: 'Contact', value: node.contact === '' ? '—' : <bdi>{node.contact}</bdi> },
    {
      label: 'Description',
      value: node.description === '' ? '—' : <bdi className="whitespace-pre-line">{node.description}</bdi>,
    },
    { label: 'Created', value: <Time at={node.createdAt} format="date" /> },
    {
      label: 'In it and below',
      value:
        hanging.length === 0
          ? 'Nothing yet'
          : hanging.map((words) => (
              <span key={words} className="block">
                {words}
              </span>
            )),
    },
  ];
  return <KeyValue items={items} />;
}
