import { saveFile } from '../../report/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Markdown } from '../../ui/markdown.tsx';

interface ModelCardProps {
  /** Markdown. */
  readonly card: string;
  /** To save it under. */
  readonly name: string;
}

/** The card that is kept with the model: all of this, and its limits, as a document to pass on. */
export function ModelCard({ card, name }: ModelCardProps) {
  return (
    <section class="section" aria-labelledby="card">
      <h2 id="card">Model card</h2>
      <p class="quiet">What it does, how well, and what it cannot do, as it is kept with the model.</p>
      <Disclosure summary="Read the card">
        <Markdown text={card} top={3} />
      </Disclosure>
      <p class="buttons on-screen">
        <Button look="quiet" onClick={() => saveFile(name, 'text/markdown', card)}>
          Save the card
        </Button>
      </p>
    </section>
  );
}
