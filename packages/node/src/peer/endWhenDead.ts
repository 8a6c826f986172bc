import type { WebSocket } from 'ws'

const PING_MS = 10_000
/** A single one may be the pause of a busy machine. */
const MAX_MISSED = 2

/** Ends a connection whose other end says nothing any more, not even that it is there. */
export function endWhenDead(socket: WebSocket, pingMs = PING_MS): void {
  let missed = 0
  const isThere = () => {
    missed = 0
  }
  for (const sign of ['message', 'ping', 'pong']) socket.on(sign, isThere)
  const timer = setInterval(() => {
    if (missed >= MAX_MISSED) {
      socket.terminate()
      return
    }
    missed++
    if (socket.readyState === socket.OPEN) socket.ping()
  }, pingMs)
  socket.once('close', () => clearInterval(timer))
}
