import { parseInputKey } from '../../keys.ts';
import { type ComingFile, UploadTooLarge } from '../uploads.ts';
import { beginUpload, sendUpload } from '../wire/uploads.ts';
import type { ApiContext } from './context.ts';
import { requireMonitorName } from './monitor-name.ts';
import { problem } from './problem.ts';
import type { Routes } from './routes.ts';

/** S3 takes keys of up to a kilobyte. */
const KEY_BYTES_MAX = 1024;

export function uploadRoutes(routes: Routes, { uploads }: ApiContext): void {
  routes.answer(beginUpload, async ({ body: { size, ...named } }) => {
    const file = comingFile(named);
    if (size > uploads.bytesMax) throw tooLarge(file.name, uploads.bytesMax);
    return { key: file.key, ...(await uploads.begin(file)) };
  });

  routes.answer(sendUpload, async ({ params, request }) => {
    const { receive, bytesMax } = uploads;
    if (receive === null) {
      throw problem(404, 'elsewhere', 'Files do not come here: ask where to send one with POST /uploads.');
    }
    const { name, key } = comingFile(params);
    if (Number(request.headers.get('Content-Length') ?? 0) > bytesMax) throw tooLarge(name, bytesMax);
    try {
      const { versionId } = await receive(key, (request.body ?? []) as AsyncIterable<Uint8Array>);
      return { key, versionId };
    } catch (error) {
      if (error instanceof UploadTooLarge) throw tooLarge(name, bytesMax);
      throw error;
    }
  });
}

/** Where a file is to go, when its name and its monitor's can be used. */
function comingFile({ kind, monitor, name }: { kind: string; monitor: string; name: string }): ComingFile {
  if (name === '' || /[/\\\p{Cc}\p{Cs}]/u.test(name)) {
    throw problem(
      400,
      'file-name',
      'name must be that of a file, without slashes and control characters.',
      'name',
    );
  }
  requireMonitorName(monitor);
  const key = `${kind}/${monitor}/${name}`;
  const file = parseInputKey(key);
  if (file === null || file.kind === 'settings') {
    throw problem(400, 'kind', 'kind must be baseline, production or labels.', 'kind');
  }
  if (file.refusal !== null) {
    throw problem(400, file.refusal.code, file.refusal.message, 'name');
  }
  if (Buffer.byteLength(key) > KEY_BYTES_MAX) {
    throw problem(
      400,
      'file-name',
      `name must be shorter: with its folder it has more than ${KEY_BYTES_MAX} bytes.`,
      'name',
    );
  }
  return { kind: file.kind, monitor, name, key };
}

const tooLarge = (name: string, bytesMax: number) =>
  problem(
    413,
    'too-large',
    `${name} is larger than ${bytesMax} bytes. Split it into several batches, each with the header line.`,
    'size',
  );
