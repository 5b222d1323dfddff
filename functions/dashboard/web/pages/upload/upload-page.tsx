import { useTitle } from '../../use-title.ts';

export function UploadPage(_: { readonly monitor: string }) {
  useTitle('Upload');
  return (
    <div class="page">
      <h1>Upload</h1>
    </div>
  );
}
