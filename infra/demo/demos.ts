/** A stream of production files with their labels in `data/`, as a person is told of it. */
export interface Demo {
  readonly name: 'obesity' | 'loans';
  /** What a batch is called, and its files: `week-01.csv`. */
  readonly batch: 'week' | 'batch';
  readonly batches: number;
  readonly intro: string;
}

export const DEMOS: Readonly<Record<Demo['name'], Demo>> = {
  obesity: {
    name: 'obesity',
    batch: 'week',
    batches: 10,
    intro:
      'A clinic has its visitors predicted into seven classes of weight. Each week brings the data of 300 of them, and ' +
      'three days later the labels: the class that each was found to be in. From week 5 on other people come, and ' +
      'they are classified by lower limits.',
  },
  loans: {
    name: 'loans',
    batch: 'batch',
    batches: 18,
    intro:
      'A bank has its decisions on loans predicted by boosted trees. Each week brings a batch of 500 applications, and ' +
      'three days later what was decided. The credit score is recorded ever lower: by 50 points from batch 5 on, by ' +
      '100 from batch 9, by 150 from batch 13; people and decisions stay the same.',
  },
};
