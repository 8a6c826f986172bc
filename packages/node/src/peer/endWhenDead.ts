import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'

const PING_MS = 10_000
/** A single one may be the pause of a busy machine. */
const MAX_MISSED = 2

/**
 * Ends a connection whose other end says nothing any more, not even that it is there. Any byte counts: an answer may stand
 * behind megabytes on a slow line.
 *
 * @param stream what the WebSocket reads from, where this is the end that was connected to
 */
export function endWhenDead(socket: WebSocket, stream?: Socket, pingMs = PING_MS): void {
  let source = stream
  socket.once('upgrade', (response) => {
    source = response.socket
  })
  let missed = 0
  let bytesRead = 0
  const timer = setInterval(() => {
    const bytes = source?.bytesRead ?? 0
    missed = bytes > bytesRead ? 0 : missed + 1
    bytesRead = bytes
    if (missed > MAX_MISSED) socket.terminate()
    else if (socket.readyState === socket.OPEN) socket.ping()
  }, pingMs)
  socket.once('close', () => clearInterval(timer))
}
