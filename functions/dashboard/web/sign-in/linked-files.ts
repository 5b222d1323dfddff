import { getFile } from '../api-client.ts';
import { saveFile } from '../report/save-file.ts';
import { toast } from '../ui/toast.tsx';

const API = '/api/v1';

/**
 * From now on links to files of the API are fetched with the token, which a browser that follows a link does not send,
 * and saved. So pages write plain links, whether people have to sign in or not.
 */
export function fetchLinkedFiles(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.defaultPrevented || link.origin !== location.origin) return;
    if (!link.pathname.startsWith(`${API}/`)) return;
    event.preventDefault();
    void save(link.pathname.slice(API.length) + link.search);
  });
}

async function save(path: string): Promise<void> {
  try {
    const { name, content } = await getFile(path);
    saveFile(name, content.type, content);
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error));
  }
}
