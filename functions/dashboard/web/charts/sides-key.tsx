/** What the two shapes of every comparison are. */
export function SidesKey() {
  return (
    <p class="sides-key">
      <span class="base">Baseline</span>
      <span class="now">Production</span>
    </p>
  );
}
