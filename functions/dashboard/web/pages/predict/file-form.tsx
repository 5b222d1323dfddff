import { useState } from 'preact/hooks';
import { formatCount, formatShare } from '../../../../../shared/report/words/numbers.ts';
import { safeText, shorten, showName } from '../../../../../shared/text/safe-text.ts';
import { uploadPath } from '../../../paths.ts';
import { type AnswerOf, pathOf } from '../../../wire/endpoint.ts';
import { type getPredictForm, PREDICT_BYTES_MAX, PREDICT_ROWS_MAX, predict } from '../../../wire/predict.ts';
import { sendToApi } from '../../api-client.ts';
import { saveFile } from '../../report/save-file.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { fileWords } from './predicted-words.ts';
import { predictionsCsv } from './predictions-csv.ts';

interface FileFormProps {
  readonly monitor: string;
  readonly form: AnswerOf<typeof getPredictForm>;
}

type Stage =
  | { readonly is: 'choosing' }
  | { readonly is: 'asking'; readonly name: string }
  | { readonly is: 'answered'; readonly name: string; readonly answer: AnswerOf<typeof predict> }
  | { readonly is: 'refused'; readonly name: string; readonly message: string };

/** A small CSV: predicted at once and kept nowhere. */
export function FileForm({ monitor, form }: FileFormProps) {
  const [stage, setStage] = useState<Stage>({ is: 'choosing' });
  const ask = async (file: File) => {
    const name = safeText(file.name);
    if (file.size > PREDICT_BYTES_MAX) {
      const message = `It has ${formatBytes(file.size)}, and ${formatBytes(PREDICT_BYTES_MAX)} can be predicted here. Upload it as production data: all of it is predicted then.`;
      return setStage({ is: 'refused', name, message });
    }
    setStage({ is: 'asking', name });
    try {
      const csv = await file.text();
      const answer = await sendToApi('POST', pathOf(predict, { monitor }), predict.answer, { csv });
      setStage({ is: 'answered', name, answer });
      announce(fileWords(answer));
    } catch (error) {
      setStage({ is: 'refused', name, message: (error as Error).message });
    }
  };
  return (
    <>
      <div class="predict-file">
        <FileDrop label="CSV file" chosen={false} onFile={ask}>
          <p>
            Up to {formatCount(PREDICT_ROWS_MAX)} rows with the model’s {formatCount(form.inputs.length)}{' '}
            inputs as columns. Drop it here, or choose it. It is predicted and not kept.
          </p>
        </FileDrop>
        <p class="small quiet">
          More rows? <a href={uploadPath(monitor)}>Upload</a> them as production data: every batch is
          predicted.
        </p>
      </div>
      {stage.is === 'asking' && <p role="status">Predicting {stage.name} …</p>}
      {stage.is === 'refused' && (
        <p class="refusal" role="alert">
          <b>{stage.name}</b> {stage.message}
        </p>
      )}
      {stage.is === 'answered' && <PredictedFile name={stage.name} answer={stage.answer} id={form.id} />}
    </>
  );
}

interface PredictedFileProps {
  readonly name: string;
  readonly answer: AnswerOf<typeof predict>;
  readonly id: string | null;
}

interface Row {
  readonly at: number;
  readonly id: string;
  readonly cells: readonly { readonly prediction: string; readonly probability: number }[];
}

function PredictedFile({ name, answer, id }: PredictedFileProps) {
  const rows = answer.ids.map(
    (one, at): Row => ({
      at,
      id: one,
      cells: answer.models.map((model) => ({
        prediction: model.rows[at]!.prediction,
        probability: Math.max(...model.rows[at]!.probabilities),
      })),
    }),
  );
  const absent = answer.models[0]?.absentInputs ?? [];
  return (
    <div class="predicted-file">
      <p>
        <b>{name}</b> {fileWords(answer)}
      </p>
      {absent.length > 0 && (
        <p class="quiet">
          Not in the file, and taken as missing: {absent.slice(0, 10).map(showName).join(', ')}
          {absent.length > 10 && ` and ${formatCount(absent.length - 10)} more`}.
        </p>
      )}
      <DataTable
        caption={`Predictions for ${name}`}
        noun="rows"
        rows={rows}
        columns={columnsOf(id, answer.models.length)}
        rowKey={({ at }) => String(at)}
        rowHeight={34}
        searchText={textOf}
        tools={
          <Button onClick={() => saveFile('predictions.csv', 'text/csv', predictionsCsv(answer, id))}>
            Save as CSV
          </Button>
        }
      />
    </div>
  );
}

const textOf = ({ id, cells }: Row) => [id, ...cells.map(({ prediction }) => prediction)].join(' ');

function columnsOf(id: string | null, models: number): Column<Row>[] {
  const predictionOf = (i: number, title: string): Column<Row>[] => [
    {
      key: `prediction-${i}`,
      title,
      cell: ({ cells }) => (
        <span class={cells[i]!.prediction === cells[0]!.prediction ? undefined : 'differs'}>
          {shorten(cells[i]!.prediction)}
        </span>
      ),
      sortBy: ({ cells }) => cells[i]!.prediction,
    },
    {
      key: `probability-${i}`,
      title: 'How sure',
      numeric: true,
      width: '6.5rem',
      wideOnly: true,
      cell: ({ cells }) => formatShare(cells[i]!.probability),
      sortBy: ({ cells }) => cells[i]!.probability,
    },
  ];
  return [
    {
      key: 'id',
      title: id === null ? 'Row' : showName(id),
      width: '22%',
      cell: (row) => shorten(row.id),
      sortBy: (row) => row.id,
    },
    ...predictionOf(0, 'In charge'),
    ...(models > 1
      ? [
          ...predictionOf(1, 'The model before'),
          {
            key: 'differs',
            title: 'Differs',
            wideOnly: true,
            width: '6rem',
            cell: ({ cells }: Row) => (differs(cells) ? 'differs' : ''),
            sortBy: ({ cells }: Row) => (differs(cells) ? 0 : 1),
          },
        ]
      : []),
  ];
}

const differs = ([champion, previous]: Row['cells']) => champion?.prediction !== previous?.prediction;
