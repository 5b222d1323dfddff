import { useEffect, useState } from 'preact/hooks';
import type * as v from 'valibot';
import { getMe } from '../wire/me.ts';
import { getResource } from './api-client.ts';

export type Me = v.InferOutput<typeof getMe.answer>;

let asked: Promise<Me> | null = null;

/** Who uses the page and what they may do; null until known. Asked once, for all components. */
export function useMe(): Me | null {
  const [me, setMe] = useState<Me | null>(null);
  useEffect(() => {
    asked ??= ask();
    asked.then(setMe, () => {
      // The page itself says that nothing answers; whoever comes next asks again.
      asked = null;
    });
  }, []);
  return me;
}

async function ask(): Promise<Me> {
  const answer = await getResource(getMe.path, getMe.answer);
  if (answer === 'unchanged')
    throw new Error('The server says that nothing has changed, and was not asked that.');
  return answer.data;
}
