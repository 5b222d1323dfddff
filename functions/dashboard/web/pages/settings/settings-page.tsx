import { useTitle } from '../../use-title.ts';

export function SettingsPage(_: { readonly monitor: string }) {
  useTitle('Settings');
  return (
    <div class="page">
      <h1>Settings</h1>
    </div>
  );
}
