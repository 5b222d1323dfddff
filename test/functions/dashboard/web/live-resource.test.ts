import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, OfflineError, sendToApi } from '../../../../functions/dashboard/web/api-client.ts';
import { followResource, type Live } from '../../../../functions/dashboard/web/live-resource.ts';

const schema = v.object({ n: v.number() });
const page = Object.assign(new EventTarget(), { hidden: false });
const answer = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();

const ok = (n: number, etag: string) => Response.json({ n }, { headers: { ETag: etag } });
const unchanged = () => new Response(null, { status: 304 });
const refusal = (status: number, message: string) =>
  Response.json({ error: { code: 'no', message } }, { status });

let seen: Live<{ n: number }>[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  vi.stubGlobal('fetch', answer);
  answer.mockReset();
  page.hidden = false;
  seen = [];
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const follow = async () => {
  stop = followResource('/thing', schema, (live) => seen.push(live));
  await vi.advanceTimersByTimeAsync(0);
};
const etagAsked = (call: number) => (answer.mock.calls[call]![1].headers as Headers).get('If-None-Match');

describe('followResource(path, schema, onChange)', () => {
  test('reads, asks every two seconds with the last ETag, and tells only of changes', async () => {
    answer
      .mockResolvedValueOnce(ok(1, '"a"'))
      .mockResolvedValueOnce(unchanged())
      .mockResolvedValueOnce(ok(2, '"b"'));
    await follow();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(answer.mock.calls.map(([path]) => path)).toEqual(Array(3).fill('/api/v1/thing'));
    expect([0, 1, 2].map(etagAsked)).toEqual([null, '"a"', '"a"']);
    expect(seen).toMatchObject([{ state: 'loading' }, { data: { n: 1 } }, { data: { n: 2 } }]);
  });

  test('keeps what it read while the server is gone, says so, and asks ever less often', async () => {
    answer.mockResolvedValueOnce(ok(1, '"a"')).mockRejectedValue(new TypeError('network'));
    await follow();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(seen.at(-1)).toMatchObject({ state: 'ready', data: { n: 1 }, stale: true });
    await vi.advanceTimersByTimeAsync(4_000 + 8_000 + 16_000 + 30_000);
    expect(answer).toHaveBeenCalledTimes(6);
    answer.mockResolvedValueOnce(unchanged());
    await vi.advanceTimersByTimeAsync(30_000);
    expect(seen.at(-1)).toMatchObject({ state: 'ready', data: { n: 1 }, stale: false });
  });

  test('tries again after a failure at the start', async () => {
    answer.mockRejectedValueOnce(new TypeError('network')).mockResolvedValueOnce(ok(1, '"a"'));
    await follow();
    expect(seen.at(-1)).toMatchObject({ state: 'failed', error: expect.any(OfflineError) });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(seen.at(-1)).toMatchObject({ state: 'ready', data: { n: 1 } });
  });

  test('ends at a refusal that waiting does not mend', async () => {
    answer.mockResolvedValueOnce(refusal(403, 'Ask an operator.'));
    await follow();
    await vi.advanceTimersByTimeAsync(60_000);
    page.dispatchEvent(new Event('visibilitychange'));
    expect(answer).toHaveBeenCalledTimes(1);
    expect(seen.at(-1)).toMatchObject({
      state: 'failed',
      error: { status: 403, message: 'Ask an operator.' },
    });
  });

  test('rests while nobody looks, and asks at once when somebody does', async () => {
    answer.mockResolvedValueOnce(ok(1, '"a"')).mockResolvedValue(unchanged());
    await follow();
    page.hidden = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answer).toHaveBeenCalledTimes(1);
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(answer).toHaveBeenCalledTimes(2);
  });

  describe('of something calm', () => {
    let later = Date.UTC(2100, 0);
    const followCalm = async () => {
      // Whatever moved in another test has come to rest.
      vi.setSystemTime(later);
      later += 60 * 60_000;
      stop = followResource('/thing', schema, (live) => seen.push(live), { calm: true });
      await vi.advanceTimersByTimeAsync(0);
    };
    const asked = (path: string) => answer.mock.calls.filter(([of]) => of === `/api/v1${path}`).length;

    test('asks every twenty seconds, and tells what has changed meanwhile', async () => {
      answer
        .mockResolvedValueOnce(ok(1, '"a"'))
        .mockResolvedValueOnce(unchanged())
        .mockResolvedValueOnce(ok(2, '"b"'));
      await followCalm();
      await vi.advanceTimersByTimeAsync(19_000);
      expect(asked('/thing')).toBe(1);
      await vi.advanceTimersByTimeAsync(21_000);
      expect(asked('/thing')).toBe(3);
      expect(seen.at(-1)).toMatchObject({ data: { n: 2 } });
    });

    test('asks at once when something else has changed, and for a while as often as for anything', async () => {
      answer.mockImplementation(async (path) => {
        if (path !== '/api/v1/lead' || asked('/lead') % 4 !== 1)
          return asked(path.slice(7)) === 1 ? ok(1, '"a"') : unchanged();
        return ok(asked('/lead'), '"b"');
      });
      await followCalm();
      const stopCalm = stop;
      const stopLead = followResource('/lead', schema, () => {});
      stop = () => {
        stopCalm();
        stopLead();
      };
      await vi.advanceTimersByTimeAsync(7_000);
      expect(asked('/thing')).toBe(1);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(asked('/lead')).toBe(5);
      expect(asked('/thing')).toBe(2);
      await vi.advanceTimersByTimeAsync(6_000);
      expect(asked('/thing')).toBe(5);
    });

    test('asks at once when somebody has done something', async () => {
      answer.mockImplementation(async () => ok(1, '"a"'));
      await followCalm();
      await sendToApi('POST', '/done', schema);
      await vi.advanceTimersByTimeAsync(0);
      expect(asked('/thing')).toBe(2);
    });
  });

  test('says nothing after its end', async () => {
    answer.mockResolvedValue(ok(1, '"a"'));
    await follow();
    const told = seen.length;
    stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toHaveLength(told);
    expect(answer).toHaveBeenCalledTimes(1);
  });
});

describe('sendToApi(method, path, schema, body)', () => {
  beforeEach(() => {
    stop = () => {};
  });

  test('gives the answer, and nothing for one without content', async () => {
    answer.mockResolvedValueOnce(ok(3, '"x"')).mockResolvedValueOnce(new Response(null, { status: 204 }));
    expect(await sendToApi('POST', '/thing', schema, { a: 1 })).toEqual({ n: 3 });
    expect(answer.mock.calls[0]![1].body).toBe('{"a":1}');
    expect(await sendToApi('DELETE', '/thing', v.undefined_())).toBeUndefined();
  });

  test('throws the sentence of a refusal, with the field that it is about', async () => {
    const error = { code: 'settings', message: 'alpha must be below 1.', field: 'alpha' };
    answer.mockResolvedValueOnce(Response.json({ error }, { status: 422 }));
    await expect(sendToApi('PUT', '/thing', schema, {})).rejects.toMatchObject({ status: 422, ...error });
  });

  test('has a sentence of its own for an answer that is not the API’s', async () => {
    answer.mockResolvedValueOnce(new Response('<html>Bad gateway', { status: 502 }));
    await expect(sendToApi('POST', '/thing', schema)).rejects.toThrow(ApiError);
    answer.mockResolvedValueOnce(new Response('<html>Bad gateway', { status: 502 }));
    await expect(sendToApi('POST', '/thing', schema)).rejects.toThrow('status 502');
  });

  test('with awaited, what is not there yet is asked for again every two seconds', async () => {
    answer
      .mockResolvedValueOnce(refusal(404, 'There is no such monitor.'))
      .mockResolvedValueOnce(refusal(404, 'There is no such monitor.'))
      .mockResolvedValueOnce(ok(1, '"a"'));
    stop = followResource('/thing', schema, (live) => seen.push(live), { awaited: true });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(seen.map(({ state }) => state)).toEqual(['loading', 'failed', 'failed', 'ready']);
  });
});
