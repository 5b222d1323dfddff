import { readdir, readFile, writeFile } from 'node:fs/promises';

/** Licences under which others may pass the code on with nothing but its notice. */
const FREE = new Set(['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);

/**
 * Writes the licences of every package whose code was bundled, as those licences ask.
 *
 * @param {string} path
 * @param {{ inputs: Record<string, unknown> }[]} metafiles what esbuild says it read
 * @throws for a package whose licence asks for more than its notice
 */
export async function writeLicenses(path, metafiles) {
  const folders = new Set(
    metafiles.flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
    ),
  );
  const texts = await Promise.all([...folders].sort().map(licenseOf));
  await writeFile(path, `${texts.join(`\n${'-'.repeat(80)}\n\n`)}`);
}

/** A package's name, version and licence text; its bare name of a licence where it ships no text. */
async function licenseOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  if (!FREE.has(license)) {
    throw new Error(
      `${name} ${version} is bundled, and its licence is ${license}: bundle only what is under ${[...FREE].join(', ')}.`,
    );
  }
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license}\n` : await readFile(`${folder}/${file}`, 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
