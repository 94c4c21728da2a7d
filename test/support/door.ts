import { connect, createServer, type Socket } from 'node:net';

/** Stands before a PostgreSQL server and can lose what it answers. */
export interface Door {
  /** The same address, but through the door. */
  through(url: string): string;
  /**
   * Breaks the connection once, in the worst moment: the server has made the commit of the next transaction that
   * contains this SQL, and nobody is told. Resolves when that has happened.
   */
  loseCommitOf(sql: string): Promise<void>;
  close(): Promise<void>;
}

interface Trap {
  sql: string;
  sprung(): void;
}

export async function openDoor(serverUrl: string): Promise<Door> {
  const { hostname, port } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let trap: Trap | null = null;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let caught: Trap | null = null;
    let committing: Trap | null = null;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (trap && text.includes(trap.sql)) caught = trap;
      if (caught && caught === trap && text.includes('COMMIT\0')) {
        committing = caught;
        trap = null;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!committing) return void client.write(bytes);
      committing.sprung();
      committing = null;
      client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = (server.address() as { port: number }).port;
  return {
    through(url) {
      const moved = new URL(url);
      moved.hostname = '127.0.0.1';
      moved.port = String(own);
      return moved.href;
    },
    loseCommitOf: (sql) =>
      new Promise((resolve) => {
        trap = { sql, sprung: resolve };
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
