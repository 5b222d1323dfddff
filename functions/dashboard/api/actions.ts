import { baselineKey, baselineSchema } from '../../records/baseline-record.ts';
import type { ChampionRecord } from '../../records/champion-record.ts';
import { getRecord, type Stored } from '../../records/record.ts';
import { type RetrainRecord, retrainOf } from '../../records/retrain-record.ts';
import { promote, retrain, rollback } from '../wire/models.ts';
import { ask } from './ask.ts';
import type { ApiContext } from './context.ts';
import { findChampion, findModel } from './find.ts';
import { nameOfKey } from './items.ts';
import { problem } from './problem.ts';
import type { Routes } from './routes.ts';

/** What an operator asks of `decide`. It is looked at here so that they hear at once what cannot be done. */
export function actionRoutes(routes: Routes, context: ApiContext): void {
  const { records, clock } = context.ports;

  routes.answer(promote, async ({ params: { monitor }, body }) => {
    const champion = await findChampion(records, monitor);
    requireSeen(champion, body.rev);
    const what =
      'baseline' in body
        ? await requireCandidate(monitor, body.baseline)
        : await requireChallenger(monitor, body.model, champion.value);
    return ask(
      context,
      { kind: 'promote', monitor, ...body },
      `${what} takes charge of ${monitor} in a moment.`,
    );
  });

  routes.answer(rollback, async ({ params: { monitor }, body: { rev } }) => {
    const champion = await findChampion(records, monitor);
    requireSeen(champion, rev);
    if (champion.value.previous === null) {
      throw problem(409, 'nothing-before', 'Nothing was in charge before: there is nothing to go back to.');
    }
    return ask(
      context,
      { kind: 'rollback', monitor, rev },
      `Baseline and model that were in charge before take charge of ${monitor} again in a moment.`,
    );
  });

  routes.answer(retrain, async ({ params: { monitor }, body: { rev } }) => {
    const champion = await findChampion(records, monitor);
    requireSeen(champion, rev);
    if (champion.value.model === null) {
      throw problem(
        409,
        'no-model',
        `Monitor ${monitor} has no model to retrain. Upload a baseline with its label column, or name that in the settings.`,
      );
    }
    return ask(
      context,
      { kind: 'retrain', monitor, asked: clock.now(), rev },
      'A new model is trained on the labelled rows since the drift began, and takes charge if it is surely better.',
    );
  });

  async function requireCandidate(monitor: string, version: string): Promise<string> {
    const stored = await getRecord(records, baselineKey(monitor, version), baselineSchema);
    if (stored === null)
      throw problem(404, 'no-baseline', 'There is no such baseline. See the list of baselines.');
    const { state, order } = stored.value;
    if (state === 'candidate') return `The baseline ${nameOfKey(order.key)}`;
    const why = state === 'in-charge' ? 'is in charge already' : `is no candidate (it is ${state})`;
    throw problem(
      409,
      'no-candidate',
      `This baseline ${why}. Only one that waits can be put in charge.`,
      'baseline',
    );
  }

  async function requireChallenger(
    monitor: string,
    version: string,
    { model }: ChampionRecord,
  ): Promise<string> {
    const { value } = await findModel(records, monitor, version);
    if (version === model) throw problem(409, 'no-candidate', 'This model is in charge already.', 'model');
    if (value.trained === null || value.retrain === null) {
      throw problem(
        409,
        'no-candidate',
        'Only a retrained model can be put in charge by itself; any other comes with its baseline.',
        'model',
      );
    }
    const { state } = (await retrainOf(records, monitor, value.retrain)).value;
    if (state !== 'waiting-for-approval' && state !== 'kept') {
      const why =
        NOT_TO_BE_CHOSEN[state] ?? 'is being compared with the one in charge. Ask again in a moment.';
      throw problem(409, 'no-candidate', `This model ${why}`, 'model');
    }
    return 'The retrained model, with its baseline,';
  }
}

/** Why a model that a retraining made cannot take charge by itself. */
const NOT_TO_BE_CHOSEN: Partial<Record<RetrainRecord['state'], string>> = {
  promoted: 'was in charge before. Roll back to go back by one.',
  superseded:
    'was compared with a model that is not in charge any more, or for a drift that is over. Retrain to have another made.',
};

function requireSeen({ rev }: Stored<ChampionRecord>, seen: number): void {
  if (rev === seen) return;
  throw problem(
    409,
    'something-else-in-charge',
    'Something else has taken charge since you looked. Look at what is in charge now, and ask again.',
    'rev',
  );
}
