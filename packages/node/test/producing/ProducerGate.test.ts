import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { type Address, type Hex, initialBatchHash } from '@mvm/protocol'
import {
  type ProducerAnswer,
  type ProducerNetworkPort,
  type ProducerRequest,
  type SealSigner,
  sealSignerFromKey,
} from '@mvm/sequencer'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { freePort } from '../../src/devnet/freePort.ts'
import type { AllowanceLimits } from '../../src/peer/Allowance.ts'
import { PeerNetwork } from '../../src/peer/PeerNetwork.ts'
import { type ChannelMessage, channelFrame } from '../../src/producing/channelFrame.ts'
import { ProducerGate } from '../../src/producing/ProducerGate.ts'
import { ProducerUplink } from '../../src/producing/ProducerUplink.ts'
import { waitFor } from '../support/waitFor.ts'

const CHAIN = 17
const sequencer = sealSignerFromKey(`0x${'5a'.repeat(32)}`)
const producer = sealSignerFromKey(`0x${'6b'.repeat(32)}`)
const tip = { position: 1, id: initialBatchHash(CHAIN) }
const fetch: ProducerAnswer = { kind: 'fetch', after: tip }
const logger = pino({ level: 'silent' })

let port: number
let peers: PeerNetwork
let gate: ProducerGate
let network: ProducerNetworkPort
let heard: [Address, ProducerAnswer][]
let lost: Address[]
let uplinks: ProducerUplink[]
/** What L1 says. */
let isSignedUp: (account: Address) => Promise<boolean>

async function startGate(allowance?: AllowanceLimits): Promise<void> {
  // Of this test: sockets of the one before may still end.
  const [answers, losses] = [heard, lost]
  gate = new ProducerGate({
    ...{ signer: sequencer, l1ChainId: 1, logger },
    isSignedUp: (account) => isSignedUp(account),
    ...(allowance === undefined ? {} : { allowance }),
  })
  gate.register(CHAIN, {
    receive: (from, answer) => void answers.push([from, answer]),
    lost: (address) => void losses.push(address),
  })
  network = gate.portOf(CHAIN)
  peers = await PeerNetwork.start({
    ...{ signer: sequencer, l1ChainId: 1, host: '127.0.0.1', port, peers: new Map(), logger },
    onProducer: (socket, admit) => gate.accept(socket, admit),
  })
}

function connect(
  signer = producer,
  expected: Address = sequencer.address,
): { readonly uplink: ProducerUplink; readonly got: ProducerRequest[] } {
  const sequencers = new Map([[expected, `ws://127.0.0.1:${port}`]])
  const uplink = new ProducerUplink({ signer, l1ChainId: 1, sequencers, logger })
  const got: ProducerRequest[] = []
  uplink.register(CHAIN, (_, request) => void got.push(request))
  uplinks.push(uplink)
  uplink.start()
  return { uplink, got }
}

beforeEach(async () => {
  ;[heard, lost, uplinks] = [[], [], []]
  isSignedUp = async (account) => account === producer.address
  port = await freePort(0, 'any')
  await startGate()
})

afterEach(async () => {
  for (const uplink of uplinks) uplink.close()
  gate.close()
  await peers.close()
})

const isConnected = () => network.connectionOf(producer.address) !== undefined

test('a sequencer and a producer hear each other, in order', async () => {
  const { uplink, got } = connect()
  await waitFor('the connection', isConnected)
  for (let id = 1; id <= 600; id++) {
    network.send(producer.address, {
      kind: 'produce',
      id,
      order: { tip, timestamp: id, allowEmpty: false },
    })
  }
  const all = await waitFor('all requests', () => got.length === 600 && got)
  expect(all.map((request) => 'id' in request && request.id)).toEqual(all.map((_, i) => i + 1))
  uplink.send(sequencer.address, CHAIN, fetch)
  await waitFor('the answer', () => heard.length > 0)
  expect(heard).toEqual([[producer.address, fetch]])
})

test('a connection that breaks is told, and made again', async () => {
  const { uplink, got } = connect()
  await waitFor('the connection', isConnected)
  const before = network.connectionOf(producer.address)
  uplink.close()
  await waitFor('the loss', () => lost.length > 0)
  expect(lost).toEqual([producer.address])
  expect(isConnected()).toBe(false)
  connect()
  await waitFor('the connection', isConnected)
  expect(network.connectionOf(producer.address)).not.toBe(before)
  expect(got).toEqual([])
})

test('the sequencer that was away is found again', async () => {
  const { got } = connect()
  await waitFor('the connection', isConnected)
  gate.close()
  await peers.close()
  await startGate()
  await waitFor('the connection', isConnected)
  network.send(producer.address, { kind: 'waiting', transactions: [new Uint8Array([7])] })
  await waitFor('the request', () => got.length > 0)
  expect(got).toEqual([{ kind: 'waiting', transactions: [new Uint8Array([7])] }])
})

test('who is not signed up is turned away', async () => {
  const stranger = sealSignerFromKey(`0x${'7c'.repeat(32)}` as Hex)
  const { uplink } = connect(stranger)
  connect()
  await waitFor('the producer', isConnected)
  uplink.send(sequencer.address, CHAIN, fetch)
  expect(network.connectionOf(stranger.address)).toBeUndefined()
})

test('a producer does not listen to who is not the sequencer that it looks for', async () => {
  const other = sealSignerFromKey(`0x${'7c'.repeat(32)}` as Hex)
  const { got } = connect(producer, other.address)
  for (let i = 0; i < 20; i++) {
    network.send(producer.address, { kind: 'waiting', transactions: [] })
    await delay(25)
  }
  expect(got).toEqual([])
})

test.each([['no session'], [`${'00'.repeat(16)}`]])(
  'what is no frame ends the connection: %s',
  async (first) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/producer`)
    let isClosed = false
    socket.on('close', () => {
      isClosed = true
    })
    socket.on('error', () => undefined)
    await waitFor('the socket', () => socket.readyState === WebSocket.OPEN)
    socket.send(first)
    socket.send('00'.repeat(65))
    await waitFor('the end', () => isClosed)
    expect(heard).toEqual([])
  },
)

/** A connection of somebody's who does as it likes once it has greeted. */
async function greet(signer: SealSigner) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/producer`)
  socket.on('error', () => undefined)
  const [session] = await once(socket, 'message')
  socket.send('00'.repeat(16))
  const say = async (counter: number, messages: readonly ChannelMessage[], padding = '') => {
    const frame = {
      ...{ l1ChainId: 1, session: String(session), counter },
      ...{ from: signer.address, to: sequencer.address, messages, padding },
    }
    socket.send(await channelFrame.encode(frame, signer))
  }
  return { socket, say }
}

test('whoever says more than its name before it was let in is sent away, and not heard', async () => {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<boolean>()
  isSignedUp = () => {
    asked.resolve()
    return answer.promise
  }
  const { socket, say } = await greet(producer)
  const closed = once(socket, 'close')
  await say(1, [])
  await asked.promise
  await say(2, [{ chainId: CHAIN, message: fetch }])
  await closed
  answer.resolve(true)
  const wordy = await greet(producer)
  await wordy.say(1, [{ chainId: CHAIN, message: fetch }])
  await once(wordy.socket, 'close')
  const long = await greet(producer)
  await long.say(1, [], ' '.repeat(2_000))
  await once(long.socket, 'close')
  expect(heard).toEqual([])
  expect(isConnected()).toBe(false)
})

test('a producer that says too much is read no further for a while, however often it comes', async () => {
  gate.close()
  await peers.close()
  isSignedUp = async () => true
  // Three frames, and hardly anything later.
  await startGate({ burstBytes: 2_500, bytesPerS: 1, leastBytes: 1_000 })
  const told = [{ chainId: CHAIN, message: fetch }]
  const countOf = (signer: SealSigner) => heard.filter(([from]) => from === signer.address).length
  const letIn = async ({ socket, say }: Awaited<ReturnType<typeof greet>>) => {
    const answer = once(socket, 'message')
    await say(1, [])
    await answer
  }
  const first = await greet(producer)
  await letIn(first)
  for (let count = 1; count <= 3; count++) {
    await first.say(count + 1, told)
    await waitFor('what it says', () => countOf(producer) === count)
  }
  await first.say(5, told)
  const second = await greet(producer)
  await letIn(second)
  await second.say(2, told)
  await waitFor('what it says there', () => countOf(producer) === 4)
  for (let counter = 3; counter < 6; counter++) await second.say(counter, told)
  // Another one is heard all the same.
  const other = sealSignerFromKey(`0x${'7c'.repeat(32)}`)
  const third = await greet(other)
  await letIn(third)
  await third.say(2, told)
  await waitFor('the other one', () => countOf(other) === 1)
  expect(countOf(producer)).toBe(4)
})

test('L1 is asked about few strangers at a time, and about all in the end', async () => {
  const waiting: (() => void)[] = []
  let asked = 0
  isSignedUp = async () => {
    asked++
    await new Promise<void>((resolve) => waiting.push(resolve))
    return true
  }
  const signers = Array.from({ length: 20 }, (_, i) =>
    sealSignerFromKey(`0x${(i + 1).toString(16).padStart(64, '0')}`),
  )
  for (const signer of signers) await (await greet(signer)).say(1, [])
  await waitFor('the first', () => asked > 0)
  let most = 0
  await waitFor('all to be let in', () => {
    most = Math.max(most, waiting.length)
    for (const resolve of waiting.splice(0)) resolve()
    return signers.every(({ address }) => network.connectionOf(address) !== undefined)
  })
  expect(most).toBeLessThanOrEqual(8)
  expect(asked).toBe(20)
})
