import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { asAddress } from '@mvm/protocol'
import { sealSignerFromKey } from '@mvm/sequencer'
import { afterEach, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Allowance } from '../../src/peer/Allowance.ts'
import { peerFrame } from '../../src/peer/PeerFrame.ts'
import { PeerListener } from '../../src/peer/PeerListener.ts'
import type { DacMessage } from '../../src/peer/WireMessage.ts'
import { waitFor } from '../support/waitFor.ts'

const peer = sealSignerFromKey(`0x${'6b'.repeat(32)}`)
const self = asAddress(`0x${'5e'.repeat(20)}`)

let server: WebSocketServer
afterEach(() => {
  for (const socket of server.clients) socket.terminate()
  server.close()
})

test('a peer that says too much is read more slowly, and is heard in the end', async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const connection = once(server, 'connection')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const greeting = once(client, 'message')
  const [socket] = (await connection) as [WebSocket]
  const heard: DacMessage[] = []
  // The greeting and one more frame.
  const allowance = new Allowance({ burstBytes: 2_000, bytesPerS: 10_000, leastBytes: 1_000 })
  let isReadOn: boolean | undefined
  new PeerListener({
    ...{ socket, self, l1ChainId: 1 },
    isPeer: () => true,
    onPeer: () => undefined,
    onMessage: (_, message) => {
      heard.push(message)
      isReadOn ??= !socket.isPaused
    },
    onRefused: () => undefined,
    allowanceOf: () => allowance,
  })
  const [session] = await greeting
  const say = async (counter: number, count: number) => {
    const messages = Array.from({ length: count }, () => {
      return { chainId: 17, message: { kind: 'stored', hashes: [] } } as const
    })
    const frame = { version: 1, l1ChainId: 1, session: String(session), counter }
    client.send(await peerFrame.encode({ ...frame, from: peer.address, to: self, messages }, peer))
  }
  const welcome = once(client, 'message')
  await say(1, 0)
  expect(String((await welcome)[0])).toBe('welcome')
  expect(socket.isPaused).toBe(false)
  await say(2, 60)
  await waitFor('the long one', () => heard.length > 0)
  expect(isReadOn).toBe(false)
  await say(3, 1)
  await waitFor('what it says later', () => heard.length === 61)
})
