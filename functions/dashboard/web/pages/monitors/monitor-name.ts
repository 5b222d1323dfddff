/** As file names have it; the API says the same of what does not fit. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * What a person calls a model, as a monitor's name: small letters, digits and hyphens. Empty where nothing is left.
 *
 * @example monitorNameOf('Churn model (Q3)') // 'churn-model-q3'
 */
export function monitorNameOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return NAME.test(plain) ? plain : '';
}
