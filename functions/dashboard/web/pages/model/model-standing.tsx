import { useState } from 'preact/hooks';
import type { Champion, ModelItem } from '../../../wire/models.ts';
import type { RetrainingItem } from '../../../wire/retrainings.ts';
import { mayTakeCharge, modelRole } from '../../model/model-role.ts';
import { Part } from '../../model/part.tsx';
import { PromoteDialog } from '../../model/promote-dialog.tsx';
import { OperateButton } from '../../ui/operate-button.tsx';

interface ModelStandingProps {
  readonly monitor: string;
  readonly model: ModelItem;
  readonly champion: Champion | null;
  readonly retraining: RetrainingItem | null;
}

/** What the version is to its monitor, and where it may take charge, the way to it. */
export function ModelStanding({ monitor, model, champion, retraining }: ModelStandingProps) {
  const [asked, setAsked] = useState(false);
  const trained = retraining?.trained ?? null;
  return (
    <div class="buttons model-standing">
      <Part {...modelRole(model, champion, retraining)} />
      {champion !== null && trained !== null && mayTakeCharge(model, champion, retraining) && (
        <OperateButton look={trained.passed ? 'primary' : 'plain'} onClick={() => setAsked(true)}>
          Put in charge
        </OperateButton>
      )}
      {asked && champion !== null && trained !== null && (
        <PromoteDialog
          monitor={monitor}
          rev={champion.rev}
          trained={trained}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}
