/** What shades and marks of the heat map are. */
export function HeatKey() {
  return (
    <p class="heat-key small">
      <span class="quiet">Changed by</span>
      <span class="swatch s5">5 %</span>
      <span class="swatch s20">20 %</span>
      <span class="swatch s60">60 %</span>
      <span class="swatch drifted">
        <svg viewBox="0 0 18 14" aria-hidden="true">
          <path d="M9 3.5 12.5 10h-7Z" />
        </svg>
        drifted
      </span>
      <span class="swatch absent">not there</span>
    </p>
  );
}
