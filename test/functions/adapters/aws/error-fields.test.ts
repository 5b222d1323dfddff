import { expect, test } from 'vitest';
import { errorFields } from '../../../../functions/adapters/aws/error-fields.ts';

test('an error is logged with its name, message, stack and cause, and nothing that hangs on it', () => {
  const cause = new RangeError('why');
  const error = Object.assign(new TypeError('what', { cause }), {
    $response: { headers: { authorization: 'secret' } },
    issues: [{ input: 'row' }],
  });
  const fields = errorFields(error);
  expect(fields).toMatchObject({ name: 'TypeError', message: 'what', cause: { name: 'RangeError' } });
  expect(Object.keys(fields)).toEqual(['name', 'message', 'stack', 'cause']);
});

test('of many errors each is logged', () => {
  const { errors } = errorFields(new AggregateError([new Error('a'), new Error('b')], 'two'));
  expect(errors?.map(({ message }) => message)).toEqual(['a', 'b']);
});

test('what is thrown and is no error is logged as text', () => {
  expect(errorFields('boom')).toEqual({ name: 'NotAnError', message: 'boom' });
});
