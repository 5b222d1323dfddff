import { Status, type Tone } from '../ui/status.tsx';

/** What a version or baseline is to its monitor; what is history alone needs no sign. */
export function Part({ tone, word }: { readonly tone: Tone; readonly word: string }) {
  return tone === 'quiet' ? <span class="quiet">{word}</span> : <Status tone={tone} word={word} />;
}
