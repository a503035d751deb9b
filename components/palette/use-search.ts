'use client';
import { useFetched } from '@/components/ui/use-fetched';
import { routes } from '@/lib/routes';
import { SHORTEST_SEARCH, type Found } from '@/lib/search/search';

const NOTHING: Found = { organizations: [], people: [], patients: [], studies: [] };
const FAILED = 'The search does not answer. The pages above still work; try again in a moment.';
const SIGNED_OUT = 'You are signed out. Reload the page to sign in.';

/** What the server finds for the text, a moment after it stopped changing. Until then the hits before it stay, as far as they fit. */
export function useSearch(text: string, organizationId: string | null) {
  const q = text.trim();
  const isAsked = q.length >= SHORTEST_SEARCH;
  const address = isAsked
    ? routes.search({ q, ...(organizationId !== null && { organization: organizationId }) })
    : null;
  const answer = useFetched<Found>(address);
  if (!isAsked) return { found: NOTHING, failure: null, isSearching: false };
  const found = answer?.value ?? NOTHING;
  if (answer?.address !== address) return { found: stillFitting(found, q), failure: null, isSearching: true };
  const failure = answer.value ? null : answer.isSignedOut ? SIGNED_OUT : FAILED;
  return { found, failure, isSearching: false };
}

function stillFitting(found: Found, q: string): Found {
  const wanted = q.toLowerCase();
  const fits = (words: string) => words.toLowerCase().includes(wanted);
  return {
    organizations: found.organizations.filter(({ name }) => fits(name)),
    people: found.people.filter(({ name, email }) => fits(`${name} ${email}`)),
    patients: found.patients.filter(({ name }) => fits(name)),
    studies: found.studies.filter(({ name }) => fits(name)),
  };
}
