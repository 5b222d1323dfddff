/** For those who come for the first time: which files work, and what becomes of them. */
export function WhatToGive() {
  return (
    <dl class="pairs what-to-give">
      <div>
        <dt>Files</dt>
        <dd>
          CSV with a header line; commas, semicolons, tabs or bars between the cells; also compressed
          (.csv.gz), or Parquet. A hundred megabytes are fine.
        </dd>
      </div>
      <div>
        <dt>Columns</dt>
        <dd>
          Matched by name. Label, identifiers and free text are not tested; you see what each column is taken
          for, and can correct it.
        </dd>
      </div>
      <div>
        <dt>Verdict</dt>
        <dd>
          A feature has drifted when its change is no chance (Kolmogorov–Smirnov for numbers, chi-squared for
          categories, adjusted for many features) and large enough to matter.
        </dd>
      </div>
    </dl>
  );
}
