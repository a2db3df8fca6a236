const greetings: string[] = [];

export function greeting(): string {
  greetings.push("hello");
  return `${greetings[0]} ${greetings.length}`;
}

if (import.meta.hot) import.meta.hot.accept();
