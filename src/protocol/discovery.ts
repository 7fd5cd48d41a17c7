/** A target the browser lists, by the names of `chrome.debugger.getTargets()`. */
export interface ListedTarget {
  readonly id: string;
  /** 'worker' is a shared worker or a service worker. */
  readonly type: string;
  readonly url: string;
}

/** Reaches targets that auto-attach does not: shared workers belong to no page. */
export interface Discovery {
  list(): Promise<readonly ListedTarget[]>;
  /** @returns the name under which the transport reports its events and takes commands for it. */
  attach(id: string): Promise<string>;
  detach(session: string): Promise<void>;
}
