import { WebSocket } from 'ws'
import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'

const SOCKETS = 1_100

/** More WebSockets than a node takes, each of which subscribes, asks, and sends nonsense. */
export const thousandSockets: Attack = async ({ target, signal, onAnswer }) => {
  const sockets: WebSocket[] = []
  const url = target.url.replace('http:', 'ws:')
  const messages = [
    JSON.stringify(request('eth_chainId')),
    JSON.stringify(request('eth_subscribe', 'logs', { address: target.logger })),
    JSON.stringify(request('eth_subscribe', 'nothing')),
    '[',
  ]
  for (let i = 0; i < SOCKETS && !signal.aborted; i++) {
    const socket = new WebSocket(url)
    sockets.push(socket)
    socket.on('error', () => undefined)
    socket.on('message', (data) => onAnswer(String(data)))
    socket.on('unexpected-response', (_request, response) => {
      response.setEncoding('utf8').on('data', onAnswer)
    })
    const settled = new Promise<void>((resolve) => {
      socket.once('open', resolve).once('close', () => resolve())
      socket.once('unexpected-response', () => resolve())
    })
    if (i % 20 === 0) await settled
    socket.once('open', () => {
      for (const message of messages) socket.send(message)
    })
  }
  await new Promise((resolve) => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', resolve)
  })
  for (const socket of sockets) socket.terminate()
}
