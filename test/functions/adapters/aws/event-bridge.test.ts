import { describe, expect, test } from 'vitest';
import { parseUploadMessage } from '../../../../functions/adapters/aws/event-bridge.ts';
import { objectCreated } from './object-created.ts';

describe("S3's event through EventBridge", () => {
  test.each([
    'production/churn/june.csv',
    'production/a b+c.csv',
    'production/100%25 sure%.csv',
    'production/größe/日本語 😀.csv',
    'production/"quoted" \\ <&>.csv',
    'production/line\nbreak.csv',
  ])('the key is taken as it is: %s', (key) => {
    expect(parseUploadMessage(objectCreated({ key, versionId: 'v1' }), 'my-inputs')).toEqual({
      bucket: 'inputs',
      key,
      versionId: 'v1',
      sequencer: '617f08299329d189',
    });
  });

  test('an object without a version says what to turn on', () => {
    const body = objectCreated({ key: 'production/a.csv', versionId: undefined });
    expect(() => parseUploadMessage(body, 'my-inputs')).toThrow(/turn on versioning/);
  });

  test('another bucket is refused', () => {
    const body = objectCreated({ key: 'production/a.csv', versionId: 'v1' });
    expect(() => parseUploadMessage(body, 'other')).toThrow(/not in other/);
  });

  test('another kind of event is refused', () => {
    const body = objectCreated({ key: 'production/a.csv', versionId: 'v1' });
    expect(() => parseUploadMessage(body.replace('Object Created', 'Object Deleted'), 'my-inputs')).toThrow(
      /Object Created/,
    );
  });
});

test('what our own functions send is read too', () => {
  const event = { bucket: 'inputs', key: 'baseline/a+b.csv', versionId: 'v1', reprofileFor: 's2' };
  expect(parseUploadMessage(JSON.stringify(event), 'my-inputs')).toEqual(event);
});

test.each(['', 'not JSON', '{}', 'null', '[]', '{"bucket":"artifacts","key":"a","versionId":"v"}'])(
  'anything else is an error: %j',
  (body) => {
    expect(() => parseUploadMessage(body, 'my-inputs')).toThrow();
  },
);
