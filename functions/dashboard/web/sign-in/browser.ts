/** What signing in needs of the tab that it happens in. */
export interface Tab {
  /** Where the tab is. */
  readonly address: () => URL;
  /** Leaves the page. */
  readonly leaveFor: (address: string) => void;
  /** Shows another address of this page, which the way back does not lead to. */
  readonly show: (path: string) => void;
  /** Is kept as long as the tab, also when its page is loaded anew. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

export const thisTab: Tab = {
  address: () => new URL(location.href),
  leaveFor: (address) => location.assign(address),
  show: (path) => history.replaceState(history.state, '', path),
  get storage() {
    return sessionStorage;
  },
};
