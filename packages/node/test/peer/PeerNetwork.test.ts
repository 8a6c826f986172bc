import { once } from 'node:events'
import { type Address, addressOfPrivateKey, type Hex } from '@mvm/protocol'
import { type PeerMessage, sealSignerFromKey } from '@mvm/sequencer'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { freePort } from '../../src/devnet/freePort.ts'
import { PortTakenError } from '../../src/error/PortTakenError.ts'
import { PeerLink } from '../../src/peer/PeerLink.ts'
import { PeerNetwork } from '../../src/peer/PeerNetwork.ts'
import { signedText } from '../../src/peer/signedText.ts'
import { wireText } from '../../src/peer/wireText.ts'
import { waitFor } from '../support/waitFor.ts'

const CHAIN = 17
const keys: readonly Hex[] = [
  `0x${'5a'.repeat(32)}`,
  `0x${'6b'.repeat(32)}`,
  `0x${'7c'.repeat(32)}`,
]
const stored: PeerMessage = { kind: 'stored', hashes: [] }

const open = new Set<PeerNetwork>()

afterEach(async () => {
  await Promise.all([...open].map((network) => network.close()))
  open.clear()
})

interface Heard {
  readonly network: PeerNetwork
  readonly from: Address[]
  /** Whose connections have gone. */
  readonly lost: Address[]
}

async function start(key: Hex, ports: ReadonlyMap<Hex, number>): Promise<Heard> {
  const urls = [...ports].map(
    ([other, port]) => [addressOfPrivateKey(other), `ws://127.0.0.1:${port}`] as const,
  )
  const signer = sealSignerFromKey(key)
  const network = await PeerNetwork.start({
    signer,
    l1ChainId: 1,
    host: '127.0.0.1',
    port: ports.get(key) as number,
    peers: new Map(urls.filter(([address]) => address !== signer.address)),
    logger: pino({ level: 'silent' }),
  })
  open.add(network)
  const from: Address[] = []
  const lost: Address[] = []
  network.register(CHAIN, {
    receive: (sender) => void from.push(sender),
    submit: async (raw) => ({ status: 'unavailable', reason: `I got ${raw.length} bytes` }),
    onLost: (peer) => void lost.push(peer),
  })
  return { network, from, lost }
}

async function freePorts(): Promise<Map<Hex, number>> {
  return new Map(
    await Promise.all(keys.map(async (key) => [key, await freePort(0, 'any')] as const)),
  )
}

test('sequencers hear each other, also after one was away', async () => {
  const ports = await freePorts()
  const [one, two] = [await start(keys[0] as Hex, ports), await start(keys[1] as Hex, ports)]
  const talk = () => {
    one.network.portOf(CHAIN).broadcast(stored)
    return two.from.length > 0
  }
  await waitFor('the first message', talk)
  expect(two.from).toContain(addressOfPrivateKey(keys[0] as Hex))

  await two.network.close()
  open.delete(two.network)
  const again = await start(keys[1] as Hex, ports)
  await waitFor('a message after the restart', () => {
    one.network.portOf(CHAIN).send(addressOfPrivateKey(keys[1] as Hex), stored)
    return again.from.length > 0
  })
})

test('a forwarded transaction is answered, and soon where nobody is there to', async () => {
  const ports = await freePorts()
  const one = await start(keys[0] as Hex, ports)
  const address = addressOfPrivateKey(keys[1] as Hex)
  const submit = () => one.network.submit(address, CHAIN, new Uint8Array(7))
  expect(await submit()).toMatchObject({ status: 'unavailable' })
  await start(keys[1] as Hex, ports)
  await waitFor('an answer', async () => {
    const outcome = await submit()
    return outcome.status === 'unavailable' && outcome.reason === 'I got 7 bytes'
  })
})

test('who is no sequencer is not listened to', async () => {
  const ports = await freePorts()
  const heard = await start(keys[0] as Hex, ports)
  const socket = new WebSocket(`ws://127.0.0.1:${ports.get(keys[0] as Hex)}`)
  const closed = new Promise((resolve) => socket.on('close', resolve))
  socket.on('message', () => socket.send('{"from":"me"}'))
  await closed
  expect(heard.from).toEqual([])
})

test('a port that is taken is named', async () => {
  const ports = await freePorts()
  await start(keys[0] as Hex, ports)
  ports.set(keys[1] as Hex, ports.get(keys[0] as Hex) as number)
  await expect(start(keys[1] as Hex, ports)).rejects.toBeInstanceOf(PortTakenError)
})

test('a peer comes, moves and goes while the others run', async () => {
  const ports = await freePorts()
  const [key, other] = keys as [Hex, Hex]
  const address = addressOfPrivateKey(other)
  const one = await start(key, new Map([[key, ports.get(key) as number]]))
  const two = await start(other, ports)
  const talk = () => one.network.portOf(CHAIN).send(address, stored)
  talk()
  expect(one.network.setPeer(address, `ws://127.0.0.1:${ports.get(other)}`)).toBe(true)
  expect(one.network.setPeer(address, `ws://127.0.0.1:${ports.get(other)}`)).toBe(false)
  await waitFor('a message', () => {
    talk()
    return two.from.length > 0
  })

  await two.network.close()
  open.delete(two.network)
  ports.set(other, await freePort(0, 'any'))
  const moved = await start(other, ports)
  expect(one.network.setPeer(address, `ws://127.0.0.1:${ports.get(other)}`)).toBe(true)
  await waitFor('a message at the new place', () => {
    talk()
    return moved.from.length > 0
  })
  await waitFor('a message from there', () => {
    moved.network.portOf(CHAIN).broadcast(stored)
    return one.from.length > 0
  })

  expect(one.network.removePeer(address)).toBe(true)
  expect(one.network.removePeer(address)).toBe(false)
  const heard = one.from.length
  moved.network.portOf(CHAIN).broadcast(stored)
  expect(await one.network.submit(address, CHAIN, new Uint8Array(7))).toMatchObject({
    status: 'unavailable',
  })
  expect(one.from).toHaveLength(heard)
})

test('who claims another’s place is not taken for it, and does not get its messages taken', async () => {
  const ports = await freePorts()
  const [key, honest, liar] = keys as [Hex, Hex, Hex]
  const one = await start(key, ports)
  const two = await start(honest, ports)
  // The third says that it listens where the second does.
  const claimed = addressOfPrivateKey(liar)
  one.network.setPeer(claimed, `ws://127.0.0.1:${ports.get(honest)}`)
  await waitFor('the true peer', () => {
    one.network.portOf(CHAIN).send(addressOfPrivateKey(honest), stored)
    return two.from.length > 0
  })
  const taken: Address[] = []
  two.network.register(CHAIN + 1, {
    receive: (sender) => taken.push(sender),
    submit: async () => ({ status: 'unavailable', reason: 'taken' }),
    onLost: () => undefined,
  })
  for (let i = 0; i < 20; i++) one.network.portOf(CHAIN + 1).send(claimed, stored)
  const outcome = await one.network.submit(claimed, CHAIN + 1, new Uint8Array(7))
  expect(outcome).toMatchObject({ status: 'unavailable' })
  expect(outcome).not.toMatchObject({ reason: 'taken' })
  expect(taken).toEqual([])
})

test('a peer cannot answer for another one', async () => {
  const ports = await freePorts()
  const [key, asked, liar] = keys as [Hex, Hex, Hex]
  const one = await start(key, ports)
  const two = await start(asked, ports)
  const link = new PeerLink({
    url: `ws://127.0.0.1:${ports.get(key)}`,
    peer: addressOfPrivateKey(key),
    l1ChainId: 1,
    signer: sealSignerFromKey(liar),
    onLost: () => undefined,
  })
  // Also the way to who is asked: it may not have listened yet when it was connected to first.
  await waitFor('all ways', () => {
    one.network.portOf(CHAIN).broadcast(stored)
    return link.isOpen && two.from.length > 0
  })
  let isForgedTold = false
  one.network.register(CHAIN + 1, {
    receive: (from) => {
      isForgedTold ||= from === addressOfPrivateKey(liar)
    },
    submit: async () => ({ status: 'unavailable', reason: 'nobody asks' }),
    onLost: () => undefined,
  })
  two.network.register(CHAIN + 1, {
    receive: () => undefined,
    onLost: () => undefined,
    submit: async () => {
      // Whatever number the question has.
      for (let id = 1; id < 10; id++) {
        link.send(CHAIN + 1, {
          ...{ kind: 'answer', id },
          outcome: { status: 'unavailable', reason: 'forged' },
        })
      }
      // Goes the same way, after them.
      link.send(CHAIN + 1, stored)
      await waitFor('the forged answers', () => isForgedTold)
      return { status: 'unavailable', reason: 'true' }
    },
  })
  const outcome = await one.network.submit(addressOfPrivateKey(asked), CHAIN + 1, new Uint8Array(7))
  expect(outcome).toMatchObject({ reason: 'true' })
  link.end()
})

async function connected(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  socket.on('error', () => undefined)
  await once(socket, 'open')
  return socket
}

/** Connects as somebody and says this, in the session, to whoever listens there. */
async function greet(url: string, key: Hex, text: (session: string) => string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  socket.on('error', () => undefined)
  const [session] = await once(socket, 'message')
  const data = await signedText.encode(
    'MVM peer message 1',
    text(String(session)),
    sealSignerFromKey(key),
  )
  socket.send(data)
  return socket
}

test('of a stranger nothing is read, however well it signs', async () => {
  const ports = await freePorts()
  const [key, other] = keys as [Hex, Hex]
  const { network } = await start(key, new Map([[key, ports.get(key) as number]]))
  const url = `ws://127.0.0.1:${ports.get(key)}`
  const parse = vi.spyOn(JSON, 'parse')
  try {
    const frame = (session: string, signer: Hex) =>
      wireText.encode({
        ...{ version: 1, l1ChainId: 1, session, counter: 1, to: network.self },
        ...{ from: addressOfPrivateKey(signer), messages: [] },
      })
    const stranger = await greet(url, other, (session) => frame(session, other))
    await once(stranger, 'close')
    expect(parse).not.toHaveBeenCalled()
    network.setPeer(addressOfPrivateKey(other), 'ws://127.0.0.1:1')
    const peer = await greet(url, other, (session) => frame(session, other))
    expect(String((await once(peer, 'message'))[0])).toBe('welcome')
    expect(parse).toHaveBeenCalledTimes(1)
    peer.terminate()
  } finally {
    parse.mockRestore()
  }
})

test('of who has not said yet who it is no more is kept than its name takes', async () => {
  const ports = await freePorts()
  await start(keys[0] as Hex, ports)
  const socket = await connected(`ws://127.0.0.1:${ports.get(keys[0] as Hex)}`)
  const closed = once(socket, 'close')
  let sent = 0
  // A message that never ends.
  while (socket.readyState === WebSocket.OPEN && sent < 1_000) {
    socket.send('x'.repeat(1_024), { fin: false })
    sent++
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await closed
  expect(sent).toBeLessThan(1_000)
})

test('as many silent strangers as come keep no peer out', async () => {
  const ports = await freePorts()
  const [key, other] = keys as [Hex, Hex]
  const one = await start(key, ports)
  const url = `ws://127.0.0.1:${ports.get(key)}`
  for (let i = 0; i < 13; i++) {
    await Promise.all(Array.from({ length: 40 }, () => connected(url)))
  }
  const two = await start(other, ports)
  await waitFor('the peer', () => {
    two.network.portOf(CHAIN).broadcast(stored)
    return one.from.includes(addressOfPrivateKey(other))
  })
})

test('a peer that sends what nobody can read is not listened to for a while', async () => {
  const ports = await freePorts()
  const [key, other] = keys as [Hex, Hex]
  await start(key, ports)
  const url = `ws://127.0.0.1:${ports.get(key)}`
  const hello = (session: string) =>
    wireText.encode({
      ...{ version: 1, l1ChainId: 1, session, counter: 1, to: addressOfPrivateKey(key) },
      ...{ from: addressOfPrivateKey(other), messages: [] },
    })
  const elsewhere = await greet(url, other, () => hello('00'.repeat(16)))
  await once(elsewhere, 'close')
  // That may have been somebody who repeats what it has heard.
  const peer = await greet(url, other, hello)
  expect(String((await once(peer, 'message'))[0])).toBe('welcome')
  peer.send(
    await signedText.encode(
      'MVM peer message 1',
      `${'['.repeat(1_000)}${']'.repeat(1_000)}`,
      sealSignerFromKey(other),
    ),
  )
  await once(peer, 'close')
  const again = await greet(url, other, hello)
  await once(again, 'close')
})

test('a peer that goes is heard no more on the connection that it has', async () => {
  const ports = await freePorts()
  const [key, other] = keys as [Hex, Hex]
  const one = await start(key, ports)
  const two = await start(other, ports)
  await waitFor('the peer', () => {
    two.network.portOf(CHAIN).broadcast(stored)
    return one.from.length > 0
  })
  one.network.removePeer(addressOfPrivateKey(other))
  await waitFor('the loss', () => two.lost.includes(addressOfPrivateKey(key)))
})

test('a peer that hands on more than can be taken at once is told so, and others are served', async () => {
  const ports = await freePorts()
  const [key, other, third] = keys as [Hex, Hex, Hex]
  const one = await start(key, ports)
  const [two, three] = [await start(other, ports), await start(third, ports)]
  const self = addressOfPrivateKey(key)
  await waitFor('both ways', () => {
    for (const { network } of [one, two, three]) network.portOf(CHAIN).broadcast(stored)
    return [one, two, three].every(({ from }) => new Set(from).size === 2)
  })
  let taken = 0
  const held = Promise.withResolvers<void>()
  one.network.register(CHAIN, {
    receive: () => undefined,
    onLost: () => undefined,
    submit: async () => {
      taken++
      await held.promise
      return { status: 'unavailable', reason: 'taken' }
    },
  })
  const submit = ({ network }: Heard) => network.submit(self, CHAIN, new Uint8Array(7))
  const first = Array.from({ length: 4_096 }, () => submit(two))
  expect(await submit(two)).toMatchObject({ reason: 'the sequencer that leads is given too much' })
  const last = submit(three)
  await waitFor('the other peer’s', () => taken === 4_097)
  held.resolve()
  expect(await last).toMatchObject({ reason: 'taken' })
  await Promise.all(first)
  expect(await submit(two)).toMatchObject({ reason: 'taken' })
})
