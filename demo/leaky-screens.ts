interface Screen {
  readonly title: string;
  readonly openedAt: Date;
  readonly rows: readonly { readonly label: string; readonly value: number }[];
}

/** Stands for the classic leak: every screen subscribes to a bus that outlives it, and none of them unsubscribes. */
export class LeakyScreens {
  readonly screens = new Map<string, Screen>();
  readonly listeners: (() => void)[] = [];

  open(count: number): void {
    for (let i = 0; i < count; i++) {
      const title = `screen ${this.screens.size}`;
      const rows = Array.from({ length: 50 }, (_, row) => ({ label: `row ${row}`, value: row / 3 }));
      const screen: Screen = { title, openedAt: new Date(0), rows };
      this.screens.set(title, screen);
      this.listeners.push(() => screen.rows.length);
    }
  }
}
