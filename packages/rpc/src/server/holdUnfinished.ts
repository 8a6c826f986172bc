import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { ByteBudget } from './ByteBudget.ts'
import { closeCodes } from './closeCodes.ts'

/** What a client may have under way even where the budget has nothing left, so that it can be told so. */
const FREE_BYTES = 16_384
/** Of a client's frame: its header's two bytes and its mask. */
const LEAST_HEADER = 6

/**
 * Takes from the budget what a client has sent of messages that have not come in full, and gives it back as they do:
 * fragments are kept until the last one is there. Closes the WebSocket for which there is nothing left. To be called
 * before anybody listens to its messages.
 *
 * @param stream what the WebSocket reads from
 */
export function holdUnfinished(socket: WebSocket, stream: Duplex, budget: ByteBudget): void {
  let unfinished = 0
  let held = 0
  let newest = 0
  const keep = (bytes: number) => {
    unfinished = Math.max(0, bytes)
    const left = Math.min(held, unfinished)
    budget.giveBack(held - left)
    held = left
  }
  stream.prependListener('data', (chunk: Buffer) => {
    newest = chunk.length
    unfinished += newest
    if (budget.take(newest)) held += newest
  })
  // Once all messages have been told of that have come in full with this piece.
  stream.on('data', () => {
    if (unfinished <= held + FREE_BYTES) return
    const { code, reason } = closeCodes.busy
    socket.close(code, reason)
    setImmediate(() => socket.terminate())
  })
  // How many headers its fragments had is not known: of what follows no more can have come than with the newest piece.
  socket.on('message', (data: Buffer) => {
    keep(Math.min(newest, unfinished - data.length - headerBytes(data.length)))
  })
  for (const control of ['ping', 'pong'] as const) {
    socket.on(control, (data: Buffer) => keep(unfinished - data.length - LEAST_HEADER))
  }
  socket.once('close', () => keep(0))
}

function headerBytes(length: number): number {
  if (length < 126) return LEAST_HEADER
  return LEAST_HEADER + (length < 65_536 ? 2 : 8)
}
