import type { User } from '../start.ts';
import { Button } from './button.tsx';

/** Who is signed in, and the way out. */
export function SignedIn({ user }: { readonly user: User }) {
  if (user === null) return null;
  return (
    <p class="signed-in">
      <span class="signed-in-name" title={user.name}>
        {user.name}
      </span>
      <Button look="quiet" onClick={user.signOut}>
        Sign out
      </Button>
    </p>
  );
}
