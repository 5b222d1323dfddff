import { html, type Markup } from '../../shared/report/render/html-escape.ts';
import type { OpenApi, Operation } from './api/open-api.ts';
import { schemaText } from './schema-text.ts';

/** Where the style sheet of the page is: the policy allows none in the markup. */
export const DOCS_STYLE_PATH = '/api/docs.css';

interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The API for people who write programs: every request of the OpenAPI document, by group, without a script. */
export function docsPage(document: OpenApi, documentPath: string): string {
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  );
  const groups = [...new Set(routes.map(({ operation }) => operation.tags[0] ?? ''))];
  const { title, version, description } = document.info;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>API – Driftline</title>
<link rel="stylesheet" href="${DOCS_STYLE_PATH}">
</head>
<body>
<header>
<h1>${String(title)} API <small>${String(version)}</small></h1>
<p>${String(description)}</p>
<p>All of it for programs: <a href="${documentPath}">OpenAPI 3.1 document</a>. <a href="/">The dashboard itself</a>.</p>
<nav aria-label="Groups"><ul>${groups.map((group) => html`<li><a href="#${anchor(group)}">${group}</a></li>`)}</ul></nav>
</header>
<main>
${groups.map(
  (group) => html`<section aria-labelledby="${anchor(group)}">
<h2 id="${anchor(group)}">${group}</h2>
${routes.filter(({ operation }) => operation.tags[0] === group).map((route) => routePart(route, document))}
</section>`,
)}
<section aria-labelledby="schemas">
<h2 id="schemas">Schemas</h2>
${Object.entries(document.components.schemas).map(
  ([name, schema]) =>
    html`<details><summary>${name}</summary><div id="schema-${name}">${schemaPart(schema)}</div></details>`,
)}
</section>
</main>
</body>
</html>
`.text;
}

function routePart({ method, path, operation }: Route, document: OpenApi): Markup {
  const { parameters, requestBody, responses, summary, description, operationId } = operation;
  const base = String(document.servers[0]?.url ?? '');
  return html`<details id="${operationId}">
<summary><code><b>${method.toUpperCase()}</b> ${base}${path}</code> ${summary}</summary>
<p>${description}</p>
${
  parameters.length > 0 &&
  html`<table><caption>Parameters</caption><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">What</th></tr></thead>
<tbody>${parameters.map(
    (parameter) =>
      html`<tr><th scope="row"><code>${parameter.name}</code></th><td>${parameter.in}${!parameter.required && ', optional'}</td><td>${parameter.description}</td></tr>`,
  )}</tbody></table>`
}
${requestBody !== undefined && html`<h3>Body</h3>${contentPart(requestBody.content)}`}
${Object.entries(responses)
  .filter(([status, { content }]) => content !== undefined && status !== 'default')
  .map(([status, { content }]) => html`<h3>Answer ${status}</h3>${contentPart(content)}`)}
</details>`;
}

/** What is sent or answered: its type where it is JSON, else what kind of file it is. */
function contentPart(content: unknown): Markup[] {
  return Object.entries(content as Readonly<Record<string, { readonly schema: object }>>).map(
    ([type, { schema }]) =>
      type === 'application/json' && !isText(schema)
        ? schemaPart(schema)
        : html`<p>A file: <code>${type}</code></p>`,
  );
}

const schemaPart = (schema: object): Markup =>
  html`<pre tabindex="0"><code>${schemaText(schema)}</code></pre>`;

const isText = (schema: object): boolean => 'type' in schema && schema.type === 'string';

const anchor = (group: string): string => group.toLowerCase().replaceAll(/\W+/g, '-');

export const DOCS_CSS = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:64rem;padding:1.5rem 1.25rem 4rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.8rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.25rem;margin:2.5rem 0 .5rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
small{font-weight:400;opacity:.7}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
details{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:.5rem 0}
summary{cursor:pointer;padding:.25rem 0}
:focus-visible{outline:2px solid;outline-offset:2px}
pre i{opacity:.7}
code,pre{font:.85rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{max-height:32rem;overflow:auto;padding:.75rem;margin:.25rem 0;border:1px solid color-mix(in srgb,currentColor 20%,transparent)}
table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0}
caption{text-align:left;font-weight:650}
td code,th code{overflow-wrap:normal}
th,td{overflow-wrap:normal;text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;font-weight:400}
`;
