import { useMemo, useState } from 'preact/hooks';
import { formatCount } from '../../../../../shared/report/words/numbers.ts';
import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { type getPredictForm, predict } from '../../../wire/predict.ts';
import { sendToApi } from '../../api-client.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { searchRows } from '../../ui/table-order.ts';
import { InputField } from './input-field.tsx';
import { PredictedRow } from './predicted-row.tsx';
import { rowWords } from './predicted-words.ts';
import { rowOf, usualValues } from './row-values.ts';

/** Of more inputs than these the first are shown, and the others are found by their name. */
const SHOWN_MAX = 40;

interface RowFormProps {
  readonly monitor: string;
  readonly form: AnswerOf<typeof getPredictForm>;
}

/** One row, filled in with what is usual: change what matters, and see what the models make of it. */
export function RowForm({ monitor, form }: RowFormProps) {
  const { inputs } = form;
  const usual = useMemo(() => usualValues(inputs), [inputs]);
  const [changed, setChanged] = useState<ReadonlyMap<string, string>>(new Map());
  const [query, setQuery] = useState('');
  const [answer, setAnswer] = useState<AnswerOf<typeof predict> | null>(null);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const values = useMemo(() => new Map([...usual, ...changed]), [usual, changed]);
  const found = searchRows(inputs, ({ name }) => name, query);
  const shown = found.slice(0, SHOWN_MAX);

  const ask = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      const given = rowOf(inputs, values);
      const answered = await sendToApi('POST', pathOf(predict, { monitor }), predict.answer, given);
      setAnswer(answered);
      announce(rowWords(answered));
    } catch (error) {
      setRefusal(error as Error);
    }
    setBusy(false);
  };
  return (
    <div class="predict-row">
      <form
        aria-label="One row"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        {inputs.length > SHOWN_MAX && (
          <Field
            label="Search inputs"
            hint={`${formatCount(shown.length)} of ${formatCount(inputs.length)} are shown. The others have their usual value, or the one that you gave them.`}
          >
            {(attributes) => (
              <input
                {...attributes}
                type="search"
                value={query}
                onInput={({ currentTarget }) => setQuery(currentTarget.value)}
              />
            )}
          </Field>
        )}
        <div class="predict-inputs">
          {shown.map((input) => (
            <InputField
              key={input.name}
              input={input}
              value={values.get(input.name) ?? ''}
              onChange={(value) => setChanged(new Map([...changed, [input.name, value]]))}
            />
          ))}
        </div>
        <p class="buttons predict-buttons">
          <Button look="primary" type="submit" disabled={busy}>
            {busy ? 'Predicting …' : 'Predict'}
          </Button>
          {changed.size > 0 && (
            <Button look="quiet" onClick={() => setChanged(new Map())}>
              Back to a usual row
            </Button>
          )}
        </p>
      </form>
      <section class="predict-answer" aria-label="Prediction">
        {refusal !== null ? (
          <p class="refusal" role="alert">
            {refusal.message}
          </p>
        ) : answer === null ? (
          <p class="quiet">
            A usual row is filled in: the middle of each number, the most frequent of each category. Change
            what you like, then predict. Nothing is kept.
          </p>
        ) : (
          <PredictedRow monitor={monitor} answer={answer} />
        )}
      </section>
    </div>
  );
}
