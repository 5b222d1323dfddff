import { NotFound } from '../../ui/states.tsx';
import { useTitle } from '../../use-title.ts';

export function NotFoundPage() {
  useTitle('Not found');
  return (
    <div class="page">
      <h1 class="unseen">Not found</h1>
      <NotFound message="No page has this address. A link may have been cut off, or what it led to may be gone." />
    </div>
  );
}
