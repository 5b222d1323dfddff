import * as v from 'valibot';
import { shorten } from '../../../shared/text/safe-text.ts';
import { type Problem, problem } from './problem.ts';

/** What is wrong with a request, by the first thing found: the field, what came and what is expected. */
export function explainIssue(
  where: 'query' | 'body',
  [issue]: readonly [v.BaseIssue<unknown>, ...unknown[]],
): Problem {
  const field = v.getDotPath(issue) ?? undefined;
  const subject = field === undefined ? `The ${where}` : shorten(field);
  const isOwn = !issue.message.startsWith('Invalid ');
  if (isOwn) {
    const sentence = issue.message.startsWith(field ?? '\0') ? issue.message : `${subject} ${issue.message}`;
    return problem(400, 'invalid', `${sentence}.`, field);
  }
  if (issue.expected === 'never') {
    return problem(400, 'unknown-field', `${subject} is not known here. Leave it out.`, field);
  }
  if (issue.received === 'undefined') return problem(400, 'missing', `${subject} is missing. Add it.`, field);
  const expected = issue.expected ?? 'something else';
  return problem(400, 'invalid', `${subject} must be ${expected}, not ${shorten(issue.received)}.`, field);
}
