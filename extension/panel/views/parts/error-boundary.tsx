import type { ComponentChildren } from "preact";
import { Component } from "preact";
import "./error-boundary.css";

interface BoundaryState {
  readonly message: string | null;
}

/** Keeps an error of one part of the panel to that part. */
export class ErrorBoundary extends Component<{ children?: ComponentChildren }, BoundaryState> {
  override state: BoundaryState = { message: null };

  static override getDerivedStateFromError(error: unknown): BoundaryState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div class="broken" role="alert">
        <p>This part of the panel failed: {message}</p>
        <button type="button" class="button" onClick={() => this.setState({ message: null })}>
          Draw it again
        </button>
      </div>
    );
  }
}
