import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { jsonSchemas } from './json-schemas.ts';

// `npm run schemas` writes and formats them; a test fails when the committed files are out of date.
const root = new URL('../../', import.meta.url);
for (const [path, schema] of jsonSchemas()) {
  writeFileSync(fileURLToPath(new URL(path, root)), `${JSON.stringify(schema, null, 2)}\n`);
}
