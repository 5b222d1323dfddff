import type { BaselineItem } from '../../../wire/models.ts';
import { baselineName } from '../../model/baseline-words.ts';
import { Part } from '../../model/part.tsx';
import { LiveView } from '../../ui/live-view.tsx';
import { LocalTime } from '../../ui/local-time.tsx';
import { More } from '../../ui/more.tsx';
import type { Tone } from '../../ui/status.tsx';
import type { List } from '../../use-list.ts';

const STATES: Readonly<Record<BaselineItem['state'], { readonly tone: Tone; readonly word: string }>> = {
  profiled: { tone: 'quiet', word: 'Not in charge' },
  'in-charge': { tone: 'calm', word: 'In charge' },
  candidate: { tone: 'alarm', word: 'Waits' },
  superseded: { tone: 'quiet', word: 'Replaced' },
};

/** The data that models were made of and batches compared with. */
export function BaselinesSection({ list }: { readonly list: List<BaselineItem> }) {
  return (
    <section class="section" aria-labelledby="baselines">
      <h2 id="baselines">Baselines</h2>
      <LiveView live={list.live} part>
        {(baselines) =>
          baselines.length === 0 ? (
            <p class="quiet">None so far.</p>
          ) : (
            <>
              <dl class="pairs">
                {baselines.map((baseline) => (
                  <div key={baseline.version}>
                    <dt>
                      <LocalTime ms={baseline.file.uploaded} />
                    </dt>
                    <dd class="baseline">
                      <span>{baselineName(baseline)}</span> <Part {...STATES[baseline.state]} />
                    </dd>
                  </div>
                ))}
              </dl>
              <More list={list} shown={baselines.length} noun="baselines" />
            </>
          )
        }
      </LiveView>
    </section>
  );
}
