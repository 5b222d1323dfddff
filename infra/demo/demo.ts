import { wrapText } from '../../shared/report/render/wrap-text.ts';
import { batchName } from '../../shared/simulate/batches.ts';
import { accuracyChart, means } from './accuracy-chart.ts';
import { DEMOS, type Demo } from './demos.ts';
import { Story } from './story.ts';
import { watchStream } from './watch-stream.ts';

const DATA = new URL('../../data/', import.meta.url);
const WIDTH = 80;

const [name = ''] = process.argv.slice(2);
const demo = Object.hasOwn(DEMOS, name) ? DEMOS[name as Demo['name']] : undefined;
if (demo === undefined) {
  process.stderr.write(`There is no demo "${name}": npm run demo:obesity, npm run demo:loans.\n`);
  process.exitCode = 2;
} else await tell(demo);

async function tell({ batch, ...rest }: Demo): Promise<void> {
  const write = (text: string) => process.stdout.write(text);
  const accuracies = await watchStream({ batch, ...rest }, DATA, new Story({ batch, ...rest }, write));
  write(
    `\nRight predictions, as they were made when each ${batch} came\n\n${accuracyChart(batch, accuracies)}\n\n`,
  );
  for (const sentence of means(batch, accuracies))
    write(`${wrapText(sentence, { width: WIDTH, indent: '', hanging: '' }).join('\n')}\n`);
  write(`\n${byHand({ batch, ...rest })}`);
}

/** How to have the same with `npm start`. */
function byHand({ name, batch, batches }: Demo): string {
  const file = batchName(batch, 0, batches);
  return `Nothing was kept. The same by hand: npm start -- --no-demo --state .demo
and in another terminal, with a look at the first after each line:

  cd .demo/inputs && mkdir -p {baseline,production,labels}/${name}
  cp ../../data/${name}/settings.json monitors/${name}.json
  cp ../../data/${name}/baseline.csv baseline/${name}/
  cp ../../data/${name}/production/${file} production/${name}/
  cp ../../data/${name}/labels/${file} labels/${name}/     (and so on)
`;
}
