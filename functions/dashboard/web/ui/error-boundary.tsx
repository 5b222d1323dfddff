import { Component, type ComponentChildren } from 'preact';
import { ErrorState } from './states.tsx';

/** Keeps a page that cannot be drawn from taking the frame with it. */
export class ErrorBoundary extends Component<
  { readonly children: ComponentChildren },
  { readonly error: Error | null }
> {
  override state = { error: null };

  static override getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <ErrorState error={error} retry={() => this.setState({ error: null })} />;
  }
}
