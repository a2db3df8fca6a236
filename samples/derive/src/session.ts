interface Session {
  visit(page: string): string;
  leave(): string;
}

const sessions: Session[] = [];

function farewell(this: { readonly user: string }, pages: number): string {
  return `${this.user} left after ${pages} pages`;
}

export function openSession(user: string): Session {
  const visited: string[] = [];
  const leave = farewell.bind({ user });
  const session = {
    visit: (page: string): string => {
      visited.push(page);
      return `${user} is at ${page}, ${visited.length} visited, ${sessions.length} open`;
    },
    leave: (): string => leave(visited.length),
  };
  sessions.push(session);
  return session;
}
