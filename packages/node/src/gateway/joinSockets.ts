import { WebSocket } from 'ws'

/** RFC 6455's registry: the server restarts, and the client may connect again at once. */
export const UPSTREAM_LOST = { code: 1012, reason: 'UPSTREAM_LOST' }
const MAX_BUFFERED_BYTES = 1_000_000
const HANDSHAKE_TIMEOUT_MS = 5_000

/** Hands on what a client and its node say to each other; when the node is lost, the client is told to come again. */
export function joinSockets(
  client: WebSocket,
  upstreamUrl: string,
  authorization: string | undefined,
): void {
  const upstream = new WebSocket(upstreamUrl, {
    ...{ perMessageDeflate: false, maxPayload: 0, handshakeTimeout: HANDSHAKE_TIMEOUT_MS },
    headers: authorization === undefined ? {} : { authorization },
  })
  client.pause()
  upstream.on('open', () => client.resume())
  handOn(client, upstream)
  handOn(upstream, client)
  // A close event follows.
  upstream.on('error', () => undefined)
  client.on('error', () => undefined)
  client.on('close', () => upstream.terminate())
  upstream.on('close', (code, reason) => {
    // 1005 and 1006 say that no code came, and cannot be sent.
    if (code < 1_005 || code >= 4_000) client.close(code, reason)
    else client.close(UPSTREAM_LOST.code, UPSTREAM_LOST.reason)
  })
}

/** As fast as the receiver takes it. */
function handOn(from: WebSocket, to: WebSocket): void {
  from.on('message', (data: Buffer, isBinary: boolean) => {
    if (to.readyState !== WebSocket.OPEN) return
    to.send(data, { binary: isBinary }, () => {
      if (from.isPaused && to.bufferedAmount < MAX_BUFFERED_BYTES) from.resume()
    })
    if (to.bufferedAmount >= MAX_BUFFERED_BYTES) from.pause()
  })
}
