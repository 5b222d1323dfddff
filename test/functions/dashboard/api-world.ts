import { Hono } from 'hono';
import * as v from 'valibot';
import { expect } from 'vitest';
import { LocalUploads } from '../../../functions/adapters/local/uploads.ts';
import type { Access } from '../../../functions/dashboard/access.ts';
import { createDashboard, type DashboardOptions } from '../../../functions/dashboard/app.ts';
import { NO_PAGE_HEADER } from '../../../functions/dashboard/own-origin.ts';
import type { ApiError } from '../../../functions/dashboard/wire/common.ts';
import {
  type AnswerOf,
  addressOf,
  type Endpoint,
  type ParamsOf,
  type QueryValues,
} from '../../../functions/dashboard/wire/endpoint.ts';
import { World } from '../world.ts';

export interface Sent {
  readonly query?: QueryValues;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The dashboard on a world: what a test asks of it, and what it answers. */
export class ApiWorld extends World {
  /** Who asks from now on; `null` for somebody who is not signed in. */
  who: Access | null = { name: 'Ada', may: 'operate' };
  readonly log: string[] = [];
  readonly app: Hono;

  /** @param start what its clock shows, milliseconds since 1970. */
  constructor(options: Partial<DashboardOptions> = {}, start?: number) {
    super(undefined, start);
    this.app = createDashboard({
      ports: this.ports,
      uploads: new LocalUploads({
        objects: this.objects,
        announce: () => this.objects.announce((event) => this.functions.objectCreated(event)),
        bytesMax: 10_000,
      }),
      whoAsks: () => this.who,
      inputs: 'the inputs',
      config: { mode: 'local' },
      pages: new Hono().get('/', (c) => c.text('the page')),
      log: (line) => this.log.push(line),
      ...options,
    });
  }

  /** Asks as a program does. */
  async ask<Path extends string>(
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
    { query = {}, body, headers = {} }: Sent = {},
  ): Promise<Response> {
    return this.app.request(addressOf(endpoint, params, query), {
      method: endpoint.method,
      headers: {
        [NO_PAGE_HEADER]: '1',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** The answer, which is as the endpoint says and holds nothing besides. */
  async answer<Path extends string, E extends Endpoint<Path>>(
    endpoint: E & Endpoint<Path>,
    params: ParamsOf<Path>,
    sent: Sent = {},
  ): Promise<AnswerOf<E>> {
    const response = await this.ask(endpoint, params, sent);
    const data: unknown = await response.json();
    expect(data).not.toHaveProperty('error');
    expect(response.status).toBe(endpoint.status ?? 200);
    if (endpoint.answer === null) throw new Error(`${endpoint.name} answers with a file.`);
    expect(v.parse(endpoint.answer, data)).toEqual(data);
    return data as AnswerOf<E>;
  }

  /** All items of a list, page after page. */
  async allPages<T>(
    endpoint: Endpoint<'/monitors/{monitor}/batches'> | Endpoint<'/monitors/{monitor}/models'>,
    monitor: string,
    limit: number,
  ): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const query = { limit, ...(cursor !== undefined && { cursor }) };
      const response = await this.ask(
        endpoint as Endpoint<'/monitors/{monitor}/batches'>,
        { monitor },
        { query },
      );
      const page = (await response.json()) as { items: T[]; cursor: string | null };
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      cursor = page.cursor;
    }
    return items;
  }

  /** The error that a request meets. */
  async refusal<Path extends string>(
    endpoint: Endpoint<Path>,
    params: ParamsOf<Path>,
    sent: Sent = {},
  ): Promise<ApiError & { status: number }> {
    const response = await this.ask(endpoint, params, sent);
    const { error } = (await response.json()) as { error: ApiError };
    return { status: response.status, ...error };
  }
}
