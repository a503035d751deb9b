'use client';
import { useEffect, useState } from 'react';
import { routes } from '@/lib/routes';
import { SHORTEST_SEARCH, type Found } from '@/lib/search/search';

const DEBOUNCE_MS = 150;
const NOTHING: Found = { organizations: [], people: [], patients: [], studies: [] };
const FAILED = 'The search does not answer. The pages above still work; try again in a moment.';
const SIGNED_OUT = 'You are signed out. Reload the page to sign in.';

type Answer = { q: string; found: Found; failure: string | null };

/** What the server finds for the text, a moment after it stopped changing. Until then the hits before it stay, as far as they fit. */
export function useSearch(text: string, organizationId: string | null) {
  const [answer, setAnswer] = useState<Answer>({ q: '', found: NOTHING, failure: null });
  const q = text.trim();
  const isAsked = q.length >= SHORTEST_SEARCH;
  useEffect(() => {
    if (!isAsked) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void search(q, organizationId, abort.signal).then((next) => {
        if (!abort.signal.aborted) setAnswer(next);
      });
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q, isAsked, organizationId]);

  if (!isAsked) return { found: NOTHING, failure: null, isSearching: false };
  if (answer.q === q) return { ...answer, isSearching: false };
  return { found: stillFitting(answer.found, q), failure: null, isSearching: true };
}

async function search(q: string, organizationId: string | null, signal: AbortSignal): Promise<Answer> {
  try {
    const address = routes.search({ q, ...(organizationId !== null && { organization: organizationId }) });
    const response = await fetch(address, { signal });
    if (response.ok) return { q, found: (await response.json()) as Found, failure: null };
    return { q, found: NOTHING, failure: response.status === 401 ? SIGNED_OUT : FAILED };
  } catch {
    return { q, found: NOTHING, failure: FAILED };
  }
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
