interface ProgressProps {
  /** What is under way: `Reading production.csv`. */
  readonly label: string;
  /** From 0 to 1; null when nobody knows how much is left. */
  readonly share: number | null;
  /** In figures: `12,000 rows, 3.1 of 100 MB`. */
  readonly detail?: string;
}

export function Progress({ label, share, detail }: ProgressProps) {
  return (
    <div class="progress">
      <p>
        <span>{label}</span>
        {detail !== undefined && <span class="quiet">{detail}</span>}
      </p>
      <progress aria-label={label} max={1} value={share ?? undefined} />
    </div>
  );
}
